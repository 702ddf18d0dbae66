import Foundation

/// What is known of every item on a given day: how popular it was, whether that changes, whether its buyers came back.
struct ItemRecord: Sendable {
    /// ln of how many purchase lines it had, by item; 0 for one or none.
    private(set) var popularity: [Float]
    /// ln(1 + lines in 30 days) − ln(1 + lines in 90 days), by item; an item without lines in 90 days is at `noTrend`.
    private(set) var trend: [Float]
    /// The share of its purchases after which the buyer was back within the horizon, shrunk to that of all.
    private(set) var returnRate: [Float]

    // The return rate of an item that was never bought.
    private var usualReturnRate: Float

    private static let noTrend: Float = -3
    // As many purchases of average fate as are added to an item's own.
    private static let priorPurchases: Float = 20

    init(_ activity: ActivityLog, before cut: Int32, horizon: Int32) {
        var lines = [Float](repeating: 0, count: activity.itemCount)
        var recent = lines
        var lately = lines
        var returned = lines
        var judged = lines
        var returnedAll: Float = 0
        var judgedAll: Float = 0
        for user in 0..<activity.userCount {
            let range = activity.lineRange(of: user)
            var next = range.lowerBound
            for position in range {
                let line = activity.lines[position]
                guard line.day < cut else { break }
                let item = Int(line.item)
                lines[item] += 1
                if line.day >= cut - 90 { recent[item] += 1 }
                if line.day >= cut - 30 { lately[item] += 1 }
                guard line.day < cut - horizon else { continue }
                next = max(next, position)
                while next < range.upperBound, activity.lines[next].day <= line.day { next += 1 }
                let isBack = next < range.upperBound && activity.lines[next].day - line.day <= horizon
                judged[item] += 1
                judgedAll += 1
                if isBack {
                    returned[item] += 1
                    returnedAll += 1
                }
            }
        }
        let base = judgedAll > 0 ? returnedAll / judgedAll : 0
        usualReturnRate = base
        popularity = lines.map { count in log(max(count, 1)) }
        trend = zip(lately, recent).map { month, quarter in
            quarter > 0 ? log1p(month) - log1p(quarter) : Self.noTrend
        }
        let prior = Self.priorPurchases
        returnRate = zip(returned, judged).map { back, all in (back + prior * base) / (all + prior) }
    }

    /// The record of these items alone, in this order; `nil` stands for an item that was never bought.
    func selecting(_ items: [Int32?]) -> ItemRecord {
        var record = self
        record.popularity = items.map { $0.map { popularity[Int($0)] } ?? 0 }
        record.trend = items.map { $0.map { trend[Int($0)] } ?? Self.noTrend }
        record.returnRate = items.map { $0.map { returnRate[Int($0)] } ?? usualReturnRate }
        return record
    }
}
