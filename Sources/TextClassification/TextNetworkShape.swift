/// The sizes of a ``TextNetwork`` and where its numbers lie.
struct TextNetworkShape: Sendable, Equatable {
    let columns: Int
    let classes: Int
    let embedding: Int
    let hidden: Int

    /// Floats a column: W's `classes`, E's `embedding`, two sums of squares that only training uses (0 otherwise), then
    /// zeros up to a multiple of 4.
    var width: Int { (classes + embedding + 2 + 3) / 4 * 4 }
    /// The lane of a column's sum of squared slopes for W; the next is that for E.
    var squaresLane: Int { classes + embedding }
    /// E's lanes of a column.
    var deepLanes: Range<Int> { classes..<classes + embedding }
    /// H, `[embedding × hidden]`.
    var hiddenWeights: Range<Int> { 0..<embedding * hidden }
    /// c, `[hidden]`.
    var hiddenBiases: Range<Int> { embedding * hidden..<(embedding + 1) * hidden }
    /// V, `[hidden × classes]`.
    var outputWeights: Range<Int> { (embedding + 1) * hidden..<(embedding + 1 + classes) * hidden }
    /// b, `[classes]`.
    var biases: Range<Int> { outputWeights.upperBound..<outputWeights.upperBound + classes }
    /// How many numbers H, c, V and b have together.
    var denseCount: Int { biases.upperBound }
}

/// A ``TextNetwork`` in plain memory.
struct TextNetworkView {
    let shape: TextNetworkShape
    let columnWeights: UnsafePointer<Float>
    let dense: UnsafePointer<Float>

    /// `x·W | x·E` for one row, into `sums` `[width]`.
    func addColumns(
        _ indices: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Float>,
        into sums: UnsafeMutablePointer<Float>
    ) {
        // Sums stay in registers: in memory, each column would have to wait for the one before it. Two to six labels
        // with 16 lanes of E go in one pass.
        switch shape.width {
        case 20: addLanes(from: 0, SIMD16<Float>.self, SIMD4<Float>.self, indices, values, into: sums)
        case 24: addLanes(from: 0, SIMD16<Float>.self, SIMD8<Float>.self, indices, values, into: sums)
        default:
            for lane in stride(from: 0, to: shape.width & ~7, by: 8) {
                addLanes(from: lane, SIMD4<Float>.self, SIMD4<Float>.self, indices, values, into: sums)
            }
            if shape.width & 4 != 0 {
                addLanes(from: shape.width - 4, SIMD2<Float>.self, SIMD2<Float>.self, indices, values, into: sums)
            }
        }
    }

    // The lanes of a `First` and of a `Second` after it.
    @inline(__always)
    private func addLanes<First: SIMD, Second: SIMD>(
        from lane: Int, _: First.Type, _: Second.Type, _ indices: UnsafeBufferPointer<Int32>,
        _ values: UnsafeBufferPointer<Float>, into sums: UnsafeMutablePointer<Float>
    ) where First.Scalar == Float, Second.Scalar == Float {
        let table = UnsafeRawPointer(columnWeights + lane)
        let stride = shape.width * MemoryLayout<Float>.stride
        let second = First.scalarCount * MemoryLayout<Float>.stride
        var (firstSum, secondSum) = (First.zero, Second.zero)
        for position in 0..<indices.count {
            let column = table + Int(indices[position]) * stride
            let value = values[position]
            firstSum += value * column.loadUnaligned(as: First.self)
            secondSum += value * (column + second).loadUnaligned(as: Second.self)
        }
        let target = UnsafeMutableRawPointer(sums + lane)
        target.storeBytes(of: firstSum, as: First.self)
        (target + second).storeBytes(of: secondSum, as: Second.self)
    }

    /// From `sums` to the hidden layer's inputs `[hidden]`, before its ReLU.
    func hiddenInputs(sums: UnsafePointer<Float>, into inputs: UnsafeMutablePointer<Float>) {
        let biases = dense + shape.hiddenBiases.lowerBound
        for unit in 0..<shape.hidden { inputs[unit] = biases[unit] }
        for lane in 0..<shape.embedding {
            let value = sums[shape.classes + lane]
            let row = dense + lane * shape.hidden
            for unit in 0..<shape.hidden { inputs[unit] += value * row[unit] }
        }
    }

    /// From `sums` and the hidden layer's `outputs` `[hidden]` to the logits `[classes]`.
    func logits(
        sums: UnsafePointer<Float>, outputs: UnsafePointer<Float>, into logits: UnsafeMutablePointer<Float>
    ) {
        let biases = dense + shape.biases.lowerBound
        for label in 0..<shape.classes { logits[label] = sums[label] + biases[label] }
        for unit in 0..<shape.hidden where outputs[unit] != 0 {
            let row = dense + shape.outputWeights.lowerBound + unit * shape.classes
            for label in 0..<shape.classes { logits[label] += outputs[unit] * row[label] }
        }
    }
}
