import Foundation

/// What lists look like as a whole, beside how accurate they are.
public enum CatalogueMetrics {
    /// The share, in [0, 1], of rankable items that occur in at least one list.
    public static func coverage(of lists: [[Int32]], cutoff: Int, rankableItems: Int) -> Double {
        guard rankableItems > 0 else { return 0 }
        return Double(exposures(of: lists, cutoff: cutoff).count) / Double(rankableItems)
    }

    /// The Gini coefficient, in [0, 1), of how often each rankable item is shown (Fleder and Hosanagar, Management Science
    /// 2009): 0 when all are shown equally often, near 1 when all lists show the same few.
    ///
    /// With exposures x₁ ≤ … ≤ x_n: `Σ (2i − n − 1) x_i / (n Σ x_i)`; items never shown count as 0.
    public static func gini(of lists: [[Int32]], cutoff: Int, rankableItems: Int) -> Double {
        let shown = exposures(of: lists, cutoff: cutoff).values.sorted()
        let n = max(rankableItems, shown.count)
        let total = Double(shown.reduce(0, +))
        guard total > 0 else { return 0 }
        let weighted = shown.enumerated().reduce(0.0) { sum, entry in
            let rank = n - shown.count + entry.offset + 1
            return sum + Double(2 * rank - n - 1) * Double(entry.element)
        }
        return weighted / (Double(n) * total)
    }

    // How often each item that is shown is shown.
    private static func exposures(of lists: [[Int32]], cutoff: Int) -> [Int32: Int] {
        var counts: [Int32: Int] = [:]
        for list in lists { for item in list.prefix(cutoff) { counts[item, default: 0] += 1 } }
        return counts
    }
}

/// How familiar the items of lists are.
public struct Novelty: Sendable {
    private let information: [Double]

    /// - Parameters:
    ///   - counts: how many users have each item in training.
    ///   - users: how many users there are.
    public init(counts: [Int], users: Int) {
        information = counts.map { $0 > 0 ? -log2(Double($0) / Double(max(users, 1))) : .nan }
    }

    /// Mean self-information of the first `cutoff` items, in bits (Zhou et al., PNAS 2010): −log₂ of the share of users
    /// who have the item. Items nobody has are passed over; `nil` when none is left.
    public func value(of list: [Int32], cutoff: Int) -> Double? {
        let bits = list.prefix(cutoff).map { information[Int($0)] }.filter { !$0.isNaN }
        return bits.isEmpty ? nil : bits.reduce(0, +) / Double(bits.count)
    }
}
