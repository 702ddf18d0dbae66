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
    /// Units of everything together, by week.
    let shop: [Float]

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
        shop = Self.sum(of: units, weeks: weeks)
    }

    private init(items: [Int32], units: [[Float]], weeks: Int, end: Int32, shop: [Float]) {
        self.items = items
        self.units = units
        self.weeks = weeks
        self.end = end
        self.shop = shop
    }

    private static func sum(of units: [[Float]], weeks: Int) -> [Float] {
        var sum = [Float](repeating: 0, count: weeks)
        for series in units { for week in sum.indices { sum[week] += series[week] } }
        return sum
    }

    /// The same sales by group of items: ``items`` are then numbers of groups.
    /// - Parameter groups: the groups of each item, by the item's number; an item may be in several, or in none.
    public func grouped(by groups: (Int32) -> [Int32]) -> WeeklyDemand {
        var sums: [Int32: [Float]] = [:]
        for (item, series) in zip(items, units) {
            for group in groups(item) {
                var sum = sums[group] ?? [Float](repeating: 0, count: weeks)
                for week in sum.indices { sum[week] += series[week] }
                sums[group] = sum
            }
        }
        let totals = sums.mapValues { $0.reduce(0, +) }
        let order = totals.keys.sorted { (totals[$1]!, $0) < (totals[$0]!, $1) }
        return WeeklyDemand(items: order, units: order.map { sums[$0]! }, weeks: weeks, end: end, shop: shop)
    }

    /// These series and those of another, of the same weeks, to learn from; numbers no longer say what a series is of.
    public func joined(with other: WeeklyDemand) -> WeeklyDemand {
        precondition(weeks == other.weeks && end == other.end)
        return WeeklyDemand(
            items: items + other.items, units: units + other.units, weeks: weeks, end: end, shop: shop)
    }
}
