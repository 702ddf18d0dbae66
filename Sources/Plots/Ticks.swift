import Foundation

/// Round numbers along an axis.
public struct Ticks: Sendable, Equatable {
    /// The values, rising; the first and the last hold everything that is to be shown between them.
    public let values: [Double]
    /// How many decimals tell them apart.
    public let decimals: Int

    /// About `count` steps of 1, 2 or 5 times a power of ten that cover `low` to `high`.
    public init(from low: Double, to high: Double, count: Int = 5) {
        let span = high > low ? high - low : max(abs(high), 1)
        let rough = span / Double(max(count, 1))
        let power = pow(10, floor(log10(rough)))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? rough
        let first = Int((low / step + 1e-9).rounded(.down))
        let last = max(first + 1, Int(((high > low ? high : low + span) / step - 1e-9).rounded(.up)))
        values = (first...last).map { Double($0) * step }
        decimals = max(0, Int(-floor(log10(step) + 1e-9)))
    }

    /// A value as it stands beside the axis.
    public func label(_ value: Double) -> String { String(format: "%.\(decimals)f", value == 0 ? 0 : value) }
}
