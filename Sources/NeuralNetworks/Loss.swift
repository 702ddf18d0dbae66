import Foundation

/// What training makes small.
public enum Loss: String, Codable, Sendable, CaseIterable {
    /// −Σ t·ln softmax(scores) over each list, with the targets t scaled to sum to 1; the mean over lists. One output.
    /// The score orders a list; it is no probability.
    case listwiseSoftmax
    /// −ln Σ softmax(scores) over the rows of each list with a target above 0: any one of them will do. The mean over lists.
    /// One output.
    case listwiseMarginal
    /// −t·ln σ(z) − (1 − t)·ln(1 − σ(z)); the mean over rows and outputs.
    case binaryCrossEntropy
    /// −Σ t·ln softmax(z) over the outputs of each row, with targets that sum to 1; the mean over rows.
    case categoricalCrossEntropy
    /// (z − t)²/2; the mean over rows and outputs.
    case squaredError
}

extension Loss {
    /// Whether a list is judged as a whole.
    var isListwise: Bool { self == .listwiseSoftmax || self == .listwiseMarginal }

    /// The sum of the losses of `lists`, and d (scale · sum) / d outputs.
    ///
    /// Shapes: `outputs`, `targets` and `gradient` `[rows × outputCount]`; `offsets` holds the first row of each list,
    /// then the number of rows.
    func evaluate(
        outputs: UnsafeBufferPointer<Float>, targets: UnsafeBufferPointer<Float>, offsets: UnsafeBufferPointer<Int32>,
        scale: Float, gradient: UnsafeMutableBufferPointer<Float>
    ) -> Double {
        switch self {
        case .listwiseSoftmax, .listwiseMarginal:
            var sum = 0.0
            for list in 0..<offsets.count - 1 {
                let rows = Int(offsets[list])..<Int(offsets[list + 1])
                sum +=
                    self == .listwiseMarginal
                    ? Self.marginal(outputs: outputs, targets: targets, rows: rows, scale: scale, gradient: gradient)
                    : Self.softmax(outputs: outputs, targets: targets, rows: rows, scale: scale, gradient: gradient)
            }
            return sum
        case .categoricalCrossEntropy:
            let rows = Int(offsets[offsets.count - 1])
            let width = rows > 0 ? outputs.count / rows : 0
            var sum = 0.0
            for row in 0..<rows {
                sum += Self.softmax(
                    outputs: outputs, targets: targets, rows: row * width..<(row + 1) * width, scale: scale,
                    gradient: gradient)
            }
            return sum
        case .binaryCrossEntropy:
            var sum = 0.0
            for index in 0..<outputs.count {
                let z = outputs[index]
                // ln(1 + e^−|z|) never overflows: σ(z) and both logarithms come from it.
                let decay = exp(-abs(z))
                sum += Double(max(z, 0) - z * targets[index] + log1p(decay))
                let probability = z >= 0 ? 1 / (1 + decay) : decay / (1 + decay)
                gradient[index] = scale * (probability - targets[index])
            }
            return sum
        case .squaredError:
            var sum = 0.0
            for index in 0..<outputs.count {
                let error = outputs[index] - targets[index]
                sum += Double(error * error / 2)
                gradient[index] = scale * error
            }
            return sum
        }
    }

    private static func softmax(
        outputs: UnsafeBufferPointer<Float>, targets: UnsafeBufferPointer<Float>, rows: Range<Int>, scale: Float,
        gradient: UnsafeMutableBufferPointer<Float>
    ) -> Double {
        var highest = -Float.infinity
        var targetSum: Float = 0
        for row in rows {
            highest = max(highest, outputs[row])
            targetSum += targets[row]
        }
        guard targetSum > 0 else {
            for row in rows { gradient[row] = 0 }
            return 0
        }
        var normalizer: Float = 0
        for row in rows {
            let exponential = exp(outputs[row] - highest)
            gradient[row] = exponential
            normalizer += exponential
        }
        let logNormalizer = highest + log(normalizer)
        var loss: Float = 0
        for row in rows {
            let target = targets[row] / targetSum
            if target > 0 { loss += target * (logNormalizer - outputs[row]) }
            gradient[row] = scale * (gradient[row] / normalizer - target)
        }
        return Double(loss)
    }
    // Its gradient is that of the softmax loss with the targets shared out by what the outputs make of them now.
    private static func marginal(
        outputs: UnsafeBufferPointer<Float>, targets: UnsafeBufferPointer<Float>, rows: Range<Int>, scale: Float,
        gradient: UnsafeMutableBufferPointer<Float>
    ) -> Double {
        var highest = -Float.infinity
        var highestChosen = -Float.infinity
        for row in rows {
            highest = max(highest, outputs[row])
            if targets[row] > 0 { highestChosen = max(highestChosen, outputs[row]) }
        }
        guard highestChosen > -.infinity else {
            for row in rows { gradient[row] = 0 }
            return 0
        }
        var normalizer: Float = 0
        var chosen: Float = 0
        for row in rows {
            normalizer += exp(outputs[row] - highest)
            if targets[row] > 0 { chosen += exp(outputs[row] - highestChosen) }
        }
        for row in rows {
            let share = targets[row] > 0 ? exp(outputs[row] - highestChosen) / chosen : 0
            gradient[row] = scale * (exp(outputs[row] - highest) / normalizer - share)
        }
        return Double(highest + log(normalizer) - highestChosen - log(chosen))
    }
}
