import Foundation
import LinearAlgebra

extension TextNetworkTrainer {
    private var view: TextNetworkView {
        TextNetworkView(
            shape: shape, columnWeights: UnsafePointer(columnWeights.baseAddress!),
            dense: UnsafePointer(dense.baseAddress!))
    }

    /// Forward and backward for one row, down to the gradient of `x·W | x·E`.
    func propagate(row: Int, position: Int, epoch: Int) {
        let part = matrix.range(ofRow: row)
        let sums = sums.baseAddress! + position * shape.width
        let delta = deltas.baseAddress! + position * shape.width
        let outputs = outputs.baseAddress! + position * shape.hidden
        let hiddenDelta = hiddenDeltas.baseAddress! + position * shape.hidden
        let view = view
        matrix.columnIndices.withUnsafeBufferPointer { indices in
            matrix.values.withUnsafeBufferPointer { values in
                view.addColumns(
                    UnsafeBufferPointer(rebasing: indices[part]), UnsafeBufferPointer(rebasing: values[part]),
                    into: sums)
            }
        }
        view.hiddenInputs(sums: sums, into: outputs)
        var generator = SeededGenerator(seed: seed, stream: UInt64(epoch * matrix.rows + row) | 1 << 62)
        let scale = 1 / (1 - schedule.dropout)
        for unit in 0..<shape.hidden {
            let isDropped = schedule.dropout > 0 && generator.uniform() < schedule.dropout
            outputs[unit] = isDropped ? 0 : max(outputs[unit], 0) * scale
        }
        view.logits(sums: sums, outputs: outputs, into: delta)
        losses[position] = Self.softmaxGradient(delta, classes: shape.classes, label: Int(labels[row]))
        let weight = rowWeights[row]
        losses[position] *= weight
        for label in 0..<shape.classes { delta[label] *= weight }
        for lane in shape.classes..<shape.width { delta[lane] = 0 }
        for unit in 0..<shape.hidden {
            hiddenDelta[unit] = 0
            guard outputs[unit] > 0 else { continue }
            let weights = view.dense + shape.outputWeights.lowerBound + unit * shape.classes
            for label in 0..<shape.classes { hiddenDelta[unit] += delta[label] * weights[label] }
            hiddenDelta[unit] *= scale
        }
        let deepDelta = deepDeltas.baseAddress! + position * shape.width
        for lane in 0..<shape.embedding {
            let weights = view.dense + lane * shape.hidden
            var sum: Float = 0
            for unit in 0..<shape.hidden { sum += hiddenDelta[unit] * weights[unit] }
            deepDelta[shape.classes + lane] = sum
        }
        squares[2 * position] = Self.meanSquare(delta, count: shape.classes)
        squares[2 * position + 1] = Self.meanSquare(deepDelta + shape.classes, count: shape.embedding)
    }

    private static func meanSquare(_ values: UnsafePointer<Float>, count: Int) -> Float {
        var sum: Float = 0
        for index in 0..<count { sum += values[index] * values[index] }
        return sum / Float(count)
    }

    // Turns logits into softmax − truth and returns −ln softmax(truth).
    private static func softmaxGradient(_ logits: UnsafeMutablePointer<Float>, classes: Int, label: Int) -> Float {
        var highest = logits[0]
        for index in 1..<classes { highest = max(highest, logits[index]) }
        let own = logits[label] - highest
        var sum: Float = 0
        for index in 0..<classes {
            logits[index] = exp(logits[index] - highest)
            sum += logits[index]
        }
        for index in 0..<classes { logits[index] /= sum }
        logits[label] -= 1
        return log(sum) - own
    }

    /// AdaGrad for those of a row's columns that are within `columns`, with one sum of squares for a column's part of W
    /// and one for its part of E, beside them: what would be as many again as there are weights would cost more in
    /// fetching it than it gains.
    func updateColumns(_ columns: Range<Int32>, row: Int, position: Int, pace: Float) {
        let part = matrix.range(ofRow: row)
        let width = shape.width
        let delta = Self.blocks(deltas.baseAddress! + position * width)
        let deepDelta = Self.blocks(deepDeltas.baseAddress! + position * width)
        let (square, deepSquare) = (squares[2 * position], squares[2 * position + 1])
        let (rate, deepRate) = (pace * schedule.linearRate, pace * schedule.deepRate)
        matrix.columnIndices.withUnsafeBufferPointer { indices in
            matrix.values.withUnsafeBufferPointer { values in
                var index = Self.lowerBound(of: columns.lowerBound, in: indices, part)
                while index < part.upperBound, indices[index] < columns.upperBound {
                    let column = columnWeights.baseAddress! + Int(indices[index]) * width
                    let value = values[index]
                    let sums = column + shape.squaresLane
                    sums[0] += value * value * square
                    sums[1] += value * value * deepSquare
                    let step = value * rate / sums[0].squareRoot()
                    let deepStep = value * deepRate / sums[1].squareRoot()
                    let weights = Self.blocks(column)
                    for block in 0..<width / 4 {
                        weights[block] -= step * delta[block] + deepStep * deepDelta[block]
                    }
                    index += 1
                }
            }
        }
    }

    private static func blocks(_ floats: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<SIMD4<Float>> {
        UnsafeMutableRawPointer(floats).assumingMemoryBound(to: SIMD4<Float>.self)
    }

    private static func lowerBound(
        of column: Int32, in indices: UnsafeBufferPointer<Int32>, _ range: Range<Int>
    ) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if indices[middle] < column { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// AdaGrad for H, c, V and b with the mean gradient of the batch's `rows`.
    func updateDense(rows: Int, pace: Float) {
        let gradient = denseGradient.baseAddress!
        denseGradient.update(repeating: 0)
        for position in 0..<rows {
            let sums = sums.baseAddress! + position * shape.width
            let delta = deltas.baseAddress! + position * shape.width
            let outputs = outputs.baseAddress! + position * shape.hidden
            let hiddenDelta = hiddenDeltas.baseAddress! + position * shape.hidden
            for lane in 0..<shape.embedding {
                Self.add(
                    hiddenDelta, times: sums[shape.classes + lane], to: gradient + lane * shape.hidden,
                    count: shape.hidden)
            }
            Self.add(hiddenDelta, times: 1, to: gradient + shape.hiddenBiases.lowerBound, count: shape.hidden)
            for unit in 0..<shape.hidden where outputs[unit] > 0 {
                Self.add(
                    delta, times: outputs[unit], to: gradient + shape.outputWeights.lowerBound + unit * shape.classes,
                    count: shape.classes)
            }
            Self.add(delta, times: 1, to: gradient + shape.biases.lowerBound, count: shape.classes)
        }
        let scale = 1 / Float(rows)
        let rate = pace * schedule.denseRate
        for index in 0..<dense.count {
            let slope = gradient[index] * scale
            denseSquares[index] += slope * slope
            dense[index] -= rate * slope / denseSquares[index].squareRoot()
        }
    }

    private static func add(
        _ values: UnsafePointer<Float>, times factor: Float, to sum: UnsafeMutablePointer<Float>, count: Int
    ) {
        for index in 0..<count { sum[index] += factor * values[index] }
    }
}
