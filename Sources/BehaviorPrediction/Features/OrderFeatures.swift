import Foundation

/// What a user's days of purchase come to.
enum OrderFeatures {
    // How fast a smoothed value forgets: a new one weighs 30 %.
    private static let smoothing: Float = 0.3

    /// `bought` are the days with an order, `past` all days, both before `cut` and neither empty.
    static func fill(
        _ row: inout FeatureRow, _ bought: [ActivityDay], _ past: ArraySlice<ActivityDay>, cut: Int32,
        knowsYearAgo: Bool
    ) {
        let count = Float(bought.count)
        func within(_ days: Int32) -> ArraySlice<ActivityDay> {
            bought[(bought.firstIndex { $0.day >= cut - days } ?? bought.count)...]
        }
        row[.recency] = Float(cut - bought[bought.count - 1].day)
        row[.purchaseDays] = count
        row[.tenure] = Float(cut - bought[0].day)
        row[.purchaseDays7] = Float(within(7).count)
        row[.purchaseDays14] = Float(within(14).count)
        row[.purchaseDays30] = Float(within(30).count)
        row[.purchaseDays60] = Float(within(60).count)
        row[.purchaseDays90] = Float(within(90).count)
        row[.purchaseDays180] = Float(within(180).count)
        row[.spend30] = within(30).reduce(0) { $0 + $1.spend }
        row[.spend90] = within(90).reduce(0) { $0 + $1.spend }
        row[.units30] = within(30).reduce(0) { $0 + $1.units }
        row[.trend] = (row[.purchaseDays30] + 0.5) / (row[.purchaseDays90] / 3 + 0.5)
        row[.rate] = count / row[.tenure]
        row[.activeMonths] = Float(Set(bought.map { (cut - 1 - $0.day) / 30 }).count)
        if knowsYearAgo {
            row[.yearAgo] = Float(bought.count { $0.day >= cut - 380 && $0.day < cut - 320 })
        }
        fillAmounts(&row, bought, past)
        fillWeekdays(&row, bought)
    }

    private static func fillAmounts(
        _ row: inout FeatureRow, _ bought: [ActivityDay], _ past: ArraySlice<ActivityDay>
    ) {
        let count = Float(bought.count)
        func sum(_ value: (ActivityDay) -> Float) -> Float { bought.reduce(0) { $0 + value($1) } }
        let spend = sum(\.spend)
        let units = sum(\.units)
        row[.money] = spend
        row[.spendMean] = spend / count
        row[.spendLast] = bought[bought.count - 1].spend
        row[.spendLargest] = bought.reduce(0) { max($0, $1.spend) }
        if bought.count > 1 {
            let mean = spend / count
            row[.spendDeviation] = (sum { ($0.spend - mean) * ($0.spend - mean) } / (count - 1)).squareRoot()
        }
        row[.spendSmoothed] = bought.dropFirst().reduce(bought[0].spend) { $0 + smoothing * ($1.spend - $0) }
        row[.unitsMean] = units / count
        row[.linesMean] = sum { Float($0.lines) } / count
        row[.itemsMean] = sum { Float($0.items) } / count
        row[.ordersMean] = sum { Float($0.orders) } / count
        row[.unitPrice] = units > 0 ? spend / units : .nan
        row[.returns] = past.reduce(0) { $0 + Float($1.returns) }
        row[.returnedShare] = spend > 0 ? past.reduce(0) { $0 + $1.returned } / spend : 0
    }

    private static func fillWeekdays(_ row: inout FeatureRow, _ bought: [ActivityDay]) {
        var counts = [Float](repeating: 0, count: 7)
        // 1970-01-01 was a Thursday; Monday is 0.
        for day in bought { counts[Int((day.day + 3) % 7 + 7) % 7] += 1 }
        let total = Float(bought.count)
        row[.weekendShare] = (counts[5] + counts[6]) / total
        row[.weekdayEntropy] = counts.reduce(0) { $1 > 0 ? $0 - $1 / total * log($1 / total) : $0 }
    }
}
