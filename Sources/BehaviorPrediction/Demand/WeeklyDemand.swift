/// Units sold by item and week, the weeks counted back from a day.
public struct WeeklyDemand: Sendable {
    /// Items that were sold at all, most units first; ties to the lower number.
    public let items: [Int32]
    /// Units by item (in the order of `items`), then by week, oldest first: `[items × weeks]`.
    public let units: [[Float]]
    /// Whole weeks before the day of prediction.
    public let weeks: Int
    /// The day after the last week: whole days since 1970-01-01, UTC.
    public let end: Int32

    static let daysPerWeek: Int32 = 7

    /// Sales of the whole weeks before the day `end`.
    /// - Parameter mostItems: keep only the items with the most units; `nil` for all.
    public init(_ log: ActivityLog, end: Int32, mostItems: Int? = nil) {
        self.end = end
        let weeks = Int(max(end - log.span.lowerBound, 0) / Self.daysPerWeek)
        self.weeks = weeks
        let start = end - Int32(weeks) * Self.daysPerWeek
        var totals = [Float](repeating: 0, count: log.itemCount)
        for line in log.lines where line.day >= start && line.day < end { totals[Int(line.item)] += line.units }
        let sold = totals.indices.filter { totals[$0] > 0 }.sorted { (totals[$1], $0) < (totals[$0], $1) }
        let kept = sold.prefix(mostItems ?? sold.count)
        items = kept.map(Int32.init)
        var place = [Int](repeating: -1, count: log.itemCount)
        for (position, item) in kept.enumerated() { place[item] = position }
        var units = [[Float]](repeating: [Float](repeating: 0, count: weeks), count: kept.count)
        for line in log.lines where line.day >= start && line.day < end && place[Int(line.item)] >= 0 {
            units[place[Int(line.item)]][Int((line.day - start) / Self.daysPerWeek)] += line.units
        }
        self.units = units
    }
}
