import LinearAlgebra

/// How much better one model is than another on the same users (or rows).
public struct PairedComparison: Sendable, Equatable {
    /// The mean difference, first less second, with its 95 % interval.
    public let difference: Estimate
    /// Two-sided p-value of "there is no difference", by the same draws as the interval; at least 1 / (draws + 1).
    public let p: Double
    /// The mean difference divided by the standard deviation of the differences (Cohen's d for pairs): how much it
    /// matters, whatever the number of users. 0 when all differences are equal to zero.
    public let effectSize: Double
}

extension Bootstrap {
    /// Compares two models by a paired bootstrap (Efron and Tibshirani 1993; for retrieval, Sakai, SIGIR 2006): units are
    /// drawn again with replacement, both models on the same draw, and p is twice the share of draws in which the mean
    /// difference is on the other side of zero, the observed sample counted as a draw.
    public func compare(_ first: [Double], _ second: [Double]) -> PairedComparison {
        precondition(first.count == second.count, "\(first.count) units beside \(second.count)")
        let differences = zip(first, second).map { $0 - $1 }
        guard !differences.isEmpty else {
            return PairedComparison(
                difference: Estimate(value: 0, low: 0, high: 0, count: 0), p: 1, effectSize: 0)
        }
        let drawn = resampledMeans(of: differences)
        let notAbove = drawn.count { $0 <= 0 } + 1
        let notBelow = drawn.count { $0 >= 0 } + 1
        let mean = differences.reduce(0, +) / Double(differences.count)
        let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = differences.count > 1 ? (squares / Double(differences.count - 1)).squareRoot() : 0
        let (low, high) = Self.interval(drawn)
        return PairedComparison(
            difference: Estimate(value: mean, low: low, high: high, count: differences.count),
            p: min(1, 2 * Double(min(notAbove, notBelow)) / Double(draws + 1)),
            effectSize: deviation > 0 ? mean / deviation : 0)
    }

    private func resampledMeans(of sample: [Double]) -> [Double] {
        Parallel.map(draws, threads: threads) { draw in
            var generator = SeededGenerator(seed: seed, stream: UInt64(draw))
            return sample.withUnsafeBufferPointer { values in
                var sum = 0.0
                for _ in 0..<values.count { sum += values[generator.below(values.count)] }
                return sum / Double(values.count)
            }
        }
    }
}

/// Correction of p-values for the number of comparisons made.
public enum HolmCorrection {
    /// Holm's step-down p-values (Scandinavian Journal of Statistics 1979), in the order given: the k-th smallest of m is
    /// multiplied by m − k + 1, none falls below the one before it, none exceeds 1. Rejecting those below 0.05 keeps the
    /// chance of even one false rejection below 0.05.
    public static func adjusted(_ pValues: [Double]) -> [Double] {
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        var adjusted = pValues
        var floor = 0.0
        for (rank, index) in order.enumerated() {
            floor = max(floor, min(1, pValues[index] * Double(pValues.count - rank)))
            adjusted[index] = floor
        }
        return adjusted
    }
}
