import Foundation

/// How much noisy steps give away of any one person, added up as Rényi divergences of many orders.
///
/// A step is a sum in which nobody counts for more than 1 in norm, with Gaussian noise of a deviation called the noise
/// multiplier. Divergences of steps add (Mironov, "Rényi Differential Privacy", CSF 2017); people who are drawn by chance are
/// told less of (Mironov, Talwar and Zhang, "Rényi Differential Privacy of the Sampled Gaussian Mechanism", 2019). The
/// guarantee is against adding or removing one person.
public struct PrivacyAccountant: Sendable, Equatable {
    // Small orders decide for large ε, large orders for small ε.
    private static let orders = Array(2...64) + [80, 96, 128, 192, 256, 384, 512, 768, 1_024, 2_048]
    private static let logFactorials: [Double] = (1...orders.last!).reduce(into: [0]) { sums, number in
        sums.append(sums[number - 1] + log(Double(number)))
    }

    private var divergences = [Double](repeating: 0, count: orders.count)

    /// Nothing given away yet.
    public init() {}

    /// Adds `steps` sums over people each of whom is in a sum with chance `rate`.
    /// - Parameters:
    ///   - noiseMultiplier: the deviation of the noise in units of what one person can change; above 0.
    ///   - rate: in (0, 1].
    public mutating func add(noiseMultiplier: Double, rate: Double = 1, steps: Int = 1) {
        precondition(noiseMultiplier > 0 && rate > 0 && rate <= 1 && steps >= 0)
        for (place, order) in Self.orders.enumerated() {
            divergences[place] += Double(steps) * Self.divergence(order, noiseMultiplier, rate)
        }
    }

    /// The ε of (ε, δ)-differential privacy for everything added (Canonne, Kamath and Steinke, "The Discrete Gaussian for
    /// Differential Privacy", NeurIPS 2020, proposition 12).
    /// - Parameter delta: δ, in (0, 1).
    public func epsilon(delta: Double) -> Double {
        zip(Self.orders, divergences).reduce(.infinity) { least, entry in
            let order = Double(entry.0)
            return min(
                least, max(0, entry.1 + log((order - 1) / order) - (log(delta) + log(order)) / (order - 1)))
        }
    }

    /// The smallest noise multiplier with which `steps` more sums keep everything within `epsilon`; `nil` where what has been
    /// added already leaves nothing for them.
    public func noiseMultiplier(epsilon: Double, delta: Double, rate: Double, steps: Int) -> Double? {
        func isWithin(_ noise: Double) -> Bool {
            var accountant = self
            accountant.add(noiseMultiplier: noise, rate: rate, steps: steps)
            return accountant.epsilon(delta: delta) <= epsilon
        }
        var (low, high) = (Self.leastNoise, Self.mostNoise)
        guard isWithin(high) else { return nil }
        guard !isWithin(low) else { return low }
        while high / low > 1.0001 {
            let middle = (low * high).squareRoot()
            if isWithin(middle) { high = middle } else { low = middle }
        }
        return high
    }

    private static let leastNoise = 0.2
    private static let mostNoise = 1e5

    // 1/(α − 1) · ln Σ C(α, k) (1 − q)^(α − k) q^k exp(k(k − 1) / 2σ²), k from 0 to α.
    private static func divergence(_ order: Int, _ noise: Double, _ rate: Double) -> Double {
        if rate == 1 { return Double(order) / (2 * noise * noise) }
        let terms = (0...order).map { number -> Double in
            let ways = logFactorials[order] - logFactorials[number] - logFactorials[order - number]
            let (chosen, others) = (Double(number), Double(order - number))
            return ways + others * log1p(-rate) + chosen * log(rate) + chosen * (chosen - 1) / (2 * noise * noise)
        }
        let largest = terms.max()!
        return (largest + log(terms.reduce(0) { $0 + exp($1 - largest) })) / Double(order - 1)
    }
}
