import LinearAlgebra

/// A mean with its 95 % interval.
public struct Estimate: Hashable, Sendable, Codable {
    /// The mean over the sample.
    public let value: Double
    /// Lower end of the 95 % interval.
    public let low: Double
    /// Upper end of the 95 % interval.
    public let high: Double
    /// How many units (users, rows) it rests on.
    public let count: Int

    /// An estimate from its parts.
    public init(value: Double, low: Double, high: Double, count: Int) {
        self.value = value
        self.low = low
        self.high = high
        self.count = count
    }
}

extension Estimate {
    /// A share of `count` units with its 95 % score interval (Wilson 1927).
    public init(share: Double, count: Int) {
        let n = Double(max(count, 1))
        let z = 1.959964
        let center = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        self.init(value: share, low: max(0, center - half), high: min(1, center + half), count: count)
    }
}

/// The percentile bootstrap (Efron 1979): the sample is drawn again with replacement, and the spread of what comes out
/// is the interval.
public struct Bootstrap: Sendable {
    /// How often the sample is drawn.
    public var draws: Int
    /// Where the draws start.
    public var seed: UInt64
    /// Threads used; the result does not depend on it.
    public var threads: Int

    /// A bootstrap of 1,000 draws unless said otherwise.
    public init(draws: Int = 1_000, seed: UInt64 = 0, threads: Int = 1) {
        self.draws = draws
        self.seed = seed
        self.threads = threads
    }

    /// The mean of each column of `sample` (units × columns) with its interval.
    public func means(of sample: [[Double]], columns: Int) -> [Estimate] {
        let count = sample.count
        guard count > 0 else {
            return Array(repeating: Estimate(value: 0, low: 0, high: 0, count: 0), count: columns)
        }
        let flat = sample.flatMap { $0 }
        let resampled = Parallel.map(draws, threads: threads) { draw in
            var generator = SeededGenerator(seed: seed, stream: UInt64(draw))
            var sums = [Double](repeating: 0, count: columns)
            for _ in 0..<count {
                let start = generator.below(count) * columns
                for column in 0..<columns { sums[column] += flat[start + column] }
            }
            return sums.map { $0 / Double(count) }
        }
        return (0..<columns).map { column in
            let mean = sample.reduce(0) { $0 + $1[column] } / Double(count)
            let (low, high) = Self.interval(resampled.map { $0[column] })
            return Estimate(value: mean, low: low, high: high, count: count)
        }
    }

    /// Any statistic of `count` units, given as a function of the drawn unit numbers, with its interval.
    public func statistic(count: Int, _ compute: @Sendable ([Int]) -> Double) -> Estimate {
        guard count > 0 else { return Estimate(value: 0, low: 0, high: 0, count: 0) }
        let resampled = Parallel.map(draws, threads: threads) { draw in
            var generator = SeededGenerator(seed: seed, stream: UInt64(draw))
            return compute((0..<count).map { _ in generator.below(count) })
        }
        let (low, high) = Self.interval(resampled)
        return Estimate(value: compute(Array(0..<count)), low: low, high: high, count: count)
    }

    /// The mean difference `first − second` over the same units, with its interval: paired, so that what is hard for
    /// both does not widen it.
    public func difference(_ first: [Double], _ second: [Double]) -> Estimate {
        precondition(first.count == second.count)
        return means(of: zip(first, second).map { [$0 - $1] }, columns: 1)[0]
    }

    static func interval(_ values: [Double]) -> (low: Double, high: Double) {
        let sorted = values.filter { !$0.isNaN }.sorted()
        guard !sorted.isEmpty else { return (.nan, .nan) }
        let last = Double(sorted.count - 1)
        return (sorted[Int((0.025 * last).rounded())], sorted[Int((0.975 * last).rounded())])
    }
}
