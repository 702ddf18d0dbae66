public import BehaviorPrediction
public import DataModel

/// How much of an item will be sold, and when to order more.
public struct DemandForecast: Sendable {
    /// The item.
    public let itemID: ItemID
    /// Units in each week to come, the first beginning on the day of prediction.
    public let weeks: [DemandPrediction]
    /// When to order more.
    public let advice: ReorderAdvice
    /// Weeks between an order and its arrival.
    public let leadTimeWeeks: Int
}

extension BehaviorPredictor {
    /// Demand for `items` (all that were ever sold for `nil`), best sellers first, over the next `weeks` weeks.
    /// - Parameters:
    ///   - leadTimeWeeks: weeks between an order and its arrival.
    ///   - serviceLevel: the probability of not running out before that, in (0, 1).
    /// - Throws: `BehaviorError` when there is too little to learn from.
    public func forecast(
        items: [ItemID]? = nil, weeks: Int = 8, leadTimeWeeks: Int = 2, serviceLevel: Float = 0.95
    ) throws -> [DemandForecast] {
        guard log.hasPurchases else {
            throw BehaviorError.nothingToLearn(
                kind: "demand", need: "import interactions with event_type purchase")
        }
        let demand = WeeklyDemand(log, end: day)
        // What sells most teaches how demand moves; the rest is predicted by it.
        let teaching = WeeklyDemand(log, end: day, mostItems: 2_000)
        let weekly = try DemandModel(teaching, weeks: max(weeks, leadTimeWeeks), seed: seed, threads: threads)
        let leadTime = try DemandModel(
            teaching, weeks: leadTimeWeeks, isCumulative: true, seed: seed, threads: threads)
        let wanted = items.map { Set($0.compactMap { snapshot.items.number(of: $0.rawValue) }) }
        let positions = demand.items.indices.filter { wanted?.contains(demand.items[$0]) ?? true }
        let predictions = weekly.predictions(demand, positions: positions)
        let sums = leadTime.predictions(demand, positions: positions)
        return zip(positions, zip(predictions, sums)).map { position, predicted in
            DemandForecast(
                itemID: ItemID(rawValue: snapshot.items[demand.items[position]]),
                weeks: Array(predicted.0.prefix(weeks)),
                advice: ReorderAdvice(
                    predicted.1[0], weeks: predicted.0.prefix(leadTimeWeeks), serviceLevel: serviceLevel),
                leadTimeWeeks: leadTimeWeeks)
        }
    }

    /// Customers grouped by their habits.
    /// - Parameter count: how many groups; `nil` for as many as fit best.
    /// - Throws: `BehaviorError` with fewer than ten customers.
    public func segments(
        count: Int? = nil, method: SegmentationMethod = .kmeans
    ) throws -> CustomerSegments {
        try CustomerSegments(log, day: day, count: count, method: method, seed: seed, threads: threads)
    }
}
