import LinearAlgebra

/// One of the few numbers by which segments are formed.
public struct SegmentColumn: Sendable, Equatable {
    /// Where it comes from.
    public let feature: CustomerFeature
    /// What customers with little of it, and with much of it, are called.
    let low: String
    let high: String

    /// Recency, frequency and money where things are bought (money where prices are known); visits otherwise.
    static func columns(of log: ActivityLog) -> [SegmentColumn] {
        guard log.hasPurchases else {
            return [
                SegmentColumn(feature: .visitRecency, low: "here lately", high: "not seen for long"),
                SegmentColumn(feature: .visits90, low: "rare visitors", high: "frequent visitors"),
                SegmentColumn(feature: .views30, low: "looking at little", high: "looking at much"),
            ]
        }
        let columns = [
            SegmentColumn(feature: .recency, low: "bought lately", high: "have not bought for long"),
            SegmentColumn(feature: .purchaseDays, low: "buy rarely", high: "buy often"),
        ]
        return columns
            + (log.hasPrices
                ? [SegmentColumn(feature: .money, low: "have spent little", high: "have spent much")] : [])
    }
}

/// Puts segments into words: what sets each apart from everybody.
struct SegmentDescriptions {
    let segments: [CustomerSegment]

    // Between these shares of all customers a segment's median is called ordinary.
    private static let ordinary: ClosedRange<Float> = 0.35...0.65

    init(_ table: Matrix, _ columns: [SegmentColumn], _ users: [Int], _ assignments: [Int], count: Int) {
        let sorted = columns.map { column in
            (0..<table.rows).map { table[$0, column.feature.column] }.filter(\.isFinite).sorted()
        }
        let rows = (0..<count).map { group in assignments.indices.filter { assignments[$0] == group } }
            .filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        segments = rows.enumerated().map { place, rows in
            let medians = columns.map { column in Self.median(rows.map { table[$0, column.feature.column] }) }
            let words = columns.indices.compactMap { index -> String? in
                let rank = Self.share(of: sorted[index], below: medians[index])
                if Self.ordinary.contains(rank) { return nil }
                let word = rank < Self.ordinary.lowerBound ? columns[index].low : columns[index].high
                return "\(word) (\(columns[index].feature.rawValue) \(Self.text(medians[index])), "
                    + "all \(Self.text(Self.median(sorted[index]))))"
            }
            return CustomerSegment(
                number: place + 1,
                description: words.isEmpty ? "ordinary in everything" : words.joined(separator: "; "),
                users: rows.map { users[$0] }, medians: medians)
        }
    }

    private static func median(_ values: [Float]) -> Float {
        let sorted = values.filter(\.isFinite).sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private static func share(of sorted: [Float], below value: Float) -> Float {
        let below = sorted.count { $0 < value }
        let equal = sorted.count { $0 == value }
        return sorted.isEmpty ? 0.5 : (Float(below) + Float(equal) / 2) / Float(sorted.count)
    }

    private static func text(_ value: Float) -> String {
        value == value.rounded() ? "\(Int(value))" : "\((value * 100).rounded() / 100)"
    }
}
