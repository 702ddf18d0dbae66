import Foundation

/// Draws from normal distributions, two at a time (Box and Muller, 1958), in double precision.
public struct GaussianNoise<Source: RandomNumberGenerator> {
    private var source: Source
    private var spare: Double?

    /// Noise whose chance comes from `source`.
    public init(_ source: Source) { self.source = source }

    /// A number in (0, 1].
    mutating func uniform() -> Double { (Double(source.next() >> 11) + 1) * 0x1p-53 }

    /// A draw from the standard normal distribution.
    public mutating func normal() -> Double {
        if let spare {
            self.spare = nil
            return spare
        }
        let radius = (-2 * log(uniform())).squareRoot()
        let angle = 2 * Double.pi * uniform()
        spare = radius * sin(angle)
        return radius * cos(angle)
    }

    /// Which of `count` are in, each with chance `rate`, rising.
    mutating func chosen(of count: Int, rate: Double) -> [Int] {
        guard rate < 1 else { return Array(0..<count) }
        var result: [Int] = []
        // How many are passed over until the next one follows the geometric distribution.
        let scale = 1 / log1p(-rate)
        var position = -1
        while true {
            let skipped = log(uniform()) * scale
            guard skipped < Double(count - position - 1) else { return result }
            position += 1 + Int(skipped)
            result.append(position)
        }
    }

    /// A whole number in 0..<`bound`.
    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &source) }
}
