import LinearAlgebra

/// A linear support vector machine with squared hinge loss and L2 penalty: it minimises
/// ½|w|² + cost · Σ weight_i · max(0, 1 − y_i (w·x_i + b))², the bias among the penalised weights.
///
/// Dual coordinate descent with shrinking (Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML 2008). The order of rows comes
/// from the seed.
struct LinearSVM: Sendable {
    /// w, `[columns]`.
    var weights: [Float]
    /// b.
    var bias: Float

    // Passes over the rows, at most, and how far from its optimum the dual may stay.
    private static let passes = 40
    private static let tolerance: Float = 0.1

    /// Trains on the named rows of `matrix`; `isPositive` says on which side each of them is.
    /// - Parameters:
    ///   - rowWeights: how much each row of the matrix counts, all above 0.
    ///   - cost: how much a row on the wrong side costs beside the penalty.
    static func train(
        _ matrix: SparseMatrix, rows: [Int], isPositive: (Int) -> Bool, rowWeights: [Float], cost: Float, seed: UInt64
    ) -> LinearSVM {
        var machine = LinearSVM(weights: [Float](repeating: 0, count: matrix.columns), bias: 0)
        let signs = rows.map { isPositive($0) ? Float(1) : -1 }
        let softness = rows.map { 0.5 / (cost * rowWeights[$0]) }
        let lengths = rows.enumerated().map { position, row in
            softness[position] + matrix.range(ofRow: row).reduce(1) { $0 + matrix.values[$1] * matrix.values[$1] }
        }
        var dual = [Float](repeating: 0, count: rows.count)
        var active = Array(rows.indices)
        var bound = Float.infinity
        var generator = SeededGenerator(seed: seed, stream: 3)
        var bias: Float = 0
        machine.weights.withUnsafeMutableBufferPointer { weights in
            matrix.columnIndices.withUnsafeBufferPointer { columns in
                matrix.values.withUnsafeBufferPointer { values in
                    for _ in 0..<passes {
                        generator.shuffle(&active)
                        var (highest, lowest) = (-Float.infinity, Float.infinity)
                        var kept = 0
                        for index in active.indices {
                            let position = active[index]
                            let part = matrix.range(ofRow: rows[position])
                            var sum = bias
                            for entry in part { sum += weights[Int(columns[entry])] * values[entry] }
                            let sign = signs[position]
                            let slope = sign * sum - 1 + softness[position] * dual[position]
                            if dual[position] == 0 {
                                // A row far on its right side will hardly come back.
                                if slope > bound { continue }
                                highest = max(highest, min(slope, 0))
                                lowest = min(lowest, min(slope, 0))
                            } else {
                                highest = max(highest, slope)
                                lowest = min(lowest, slope)
                            }
                            active[kept] = position
                            kept += 1
                            let old = dual[position]
                            let new = max(old - slope / lengths[position], 0)
                            guard new != old else { continue }
                            dual[position] = new
                            let step = (new - old) * sign
                            for entry in part { weights[Int(columns[entry])] += step * values[entry] }
                            bias += step
                        }
                        active.removeLast(active.count - kept)
                        if highest - lowest <= tolerance {
                            if kept == rows.count { break }
                            // Nothing moves among the rows left: look at all of them again.
                            active = Array(rows.indices)
                            bound = .infinity
                        } else {
                            bound = highest > 0 ? highest : .infinity
                        }
                    }
                }
            }
        }
        machine.bias = bias
        return machine
    }

    /// w·x + b for one row.
    func margin(_ matrix: SparseMatrix, row: Int) -> Float {
        matrix.range(ofRow: row).reduce(bias) { $0 + weights[Int(matrix.columnIndices[$1])] * matrix.values[$1] }
    }
}
