import Foundation
import LinearAlgebra

/// How wanted each item is during one period: what is not born or has left is not sold, what is near its peak trends.
///
/// One running sum per period over the whole catalogue; as a category is a run of items, the same sum serves for drawing
/// from one category and from all.
struct Demand {
    /// Periods of a time line: short enough for trends to show, few enough to cost nothing beside the events.
    static let periods = 100

    private let items: Int
    // [items + 1]
    private var sums: [Double]

    init(_ catalogue: Catalogue, period: Int) {
        items = catalogue.items.count
        let now = (Float(period) + 0.5) / Float(Self.periods)
        sums = [0]
        sums.reserveCapacity(items + 1)
        for item in catalogue.items {
            var weight: Float = 0
            if item.born <= now && now <= item.dies {
                // Up to five times as wanted near the peak, which lasts about a twentieth of the time line.
                let distance = (now - item.peak) / 0.05
                weight = item.weight * (1 + 4 * exp(-distance * distance))
            }
            sums.append(sums[sums.count - 1] + Double(weight))
        }
    }

    /// An item of `range` at random, by how wanted it is; nil when none is sold.
    func draw(from range: Range<Int>, _ generator: inout SeededGenerator) -> Int? {
        let low = sums[range.lowerBound]
        let total = sums[range.upperBound] - low
        guard total > 0 else { return nil }
        let target = low + total * Double(generator.next() >> 11) * 0x1p-53
        // The first place whose running sum is above the target.
        var (first, last) = (range.lowerBound, range.upperBound - 1)
        while first < last {
            let middle = (first + last) / 2
            if sums[middle + 1] > target { last = middle } else { first = middle + 1 }
        }
        return first
    }

    func drawFromAll(_ generator: inout SeededGenerator) -> Int? { draw(from: 0..<items, &generator) }

    func isSold(_ item: Int) -> Bool { sums[item + 1] > sums[item] }
}
