import Foundation

/// Two shares of different units, for example of users, and how far apart they are.
public struct ShareComparison: Sendable, Equatable {
    /// The first share with its 95 % score interval (Wilson 1927).
    public let first: Estimate
    /// The second share with its interval.
    public let second: Estimate
    /// Second less first with its 95 % interval: the square-and-add of both score intervals (Newcombe, Statistics in
    /// Medicine 1998, method 10), which keeps its promise for small and extreme shares too.
    public let difference: Estimate
    /// Two-sided p-value of "there is no difference": the z-test with the pooled share; 1 where neither or both are certain.
    public let p: Double
    /// The smallest difference that so many units would have shown (p < 0.05) with a probability of 80 %, at the pooled
    /// share.
    public let detectable: Double

    /// - Parameters:
    ///   - first: how many units of how many.
    ///   - second: how many units of how many.
    public init(_ first: (hits: Int, of: Int), _ second: (hits: Int, of: Int)) {
        func share(_ side: (hits: Int, of: Int)) -> Double { side.of > 0 ? Double(side.hits) / Double(side.of) : 0 }
        self.first = Estimate(share: share(first), count: first.of)
        self.second = Estimate(share: share(second), count: second.of)
        let distance = self.second.value - self.first.value
        func reach(_ up: Double, _ down: Double) -> Double { (up * up + down * down).squareRoot() }
        difference = Estimate(
            value: distance,
            low: distance - reach(self.second.value - self.second.low, self.first.high - self.first.value),
            high: distance + reach(self.second.high - self.second.value, self.first.value - self.first.low),
            count: first.of + second.of)
        let pooled = share((first.hits + second.hits, first.of + second.of))
        let inverses = 1 / Double(max(first.of, 1)) + 1 / Double(max(second.of, 1))
        let deviation = (pooled * (1 - pooled) * inverses).squareRoot()
        p = deviation > 0 ? erfc(abs(distance) / deviation / 2.0.squareRoot()) : 1
        // 1.96 + 0.84: the normal quantiles of 97.5 % and 80 %.
        detectable = (1.959964 + 0.841621) * deviation
    }
}

/// Whether units were divided as they were meant to be: a sample-ratio mismatch spoils every comparison of the parts.
public enum SampleRatio {
    /// Two-sided p-value of "the second part gets `share` of all": Pearson's χ² with one degree of freedom.
    public static func p(first: Int, second: Int, share: Double) -> Double {
        let all = Double(first + second)
        let expected = (first: all * (1 - share), second: all * share)
        guard expected.first > 0, expected.second > 0 else { return 1 }
        let distance = Double(second) - expected.second
        let square = distance * distance * (1 / expected.first + 1 / expected.second)
        return erfc((square / 2).squareRoot())
    }
}
