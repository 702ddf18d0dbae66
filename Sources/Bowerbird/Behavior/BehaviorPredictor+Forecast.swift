public import BehaviorPrediction
public import DataModel
import Storage

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

/// What demand is told of, beside items.
public enum DemandLevel: String, Sendable, CaseIterable {
    /// Each category, and each one above it.
    case category
    /// Everything together.
    case shop
}

/// How much of a category, or of everything, will be sold.
public struct GroupForecast: Sendable {
    /// The category's path from the top level down; empty for the whole shop.
    public let category: [String]
    /// Units in each week to come, the first beginning on the day of prediction.
    public let weeks: [DemandPrediction]
}

/// Categories as numbers. An item is in the first category that its product names, and in those above it.
private struct CategoryNumbers {
    private(set) var paths: [[String]] = []
    private var ofItem: [[Int32]] = []

    init(_ snapshot: Snapshot) {
        var known: [[String]: Int32] = [:]
        for product in snapshot.products {
            let path = product?.categories.first ?? []
            var own: [Int32] = []
            for depth in path.indices {
                let upper = Array(path[...depth])
                if known[upper] == nil {
                    known[upper] = Int32(paths.count)
                    paths.append(upper)
                }
                own.append(known[upper]!)
            }
            ofItem.append(own)
        }
    }

    func numbers(of item: Int32) -> [Int32] { ofItem[Int(item)] }
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
        let weekly = try DemandModels(demand, weeks: max(weeks, leadTimeWeeks), seed: seed, threads: threads)
        let leadTime = try DemandModels(
            demand, weeks: leadTimeWeeks, isCumulative: true, seed: seed, threads: threads)
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

    /// Demand for whole categories, or for the whole shop, over the next `weeks` weeks, most units first.
    ///
    /// Each is forecast from its own past, by a model that has learned from items, categories and the shop alike: what is
    /// uncertain about single items evens out in a category, which sums of their quantiles would not tell. Expected values
    /// of items therefore need not add up to those of their categories.
    /// - Throws: `BehaviorError` when there is too little to learn from.
    public func forecast(by level: DemandLevel, weeks: Int = 8) throws -> [GroupForecast] {
        guard log.hasPurchases else {
            throw BehaviorError.nothingToLearn(
                kind: "demand", need: "import interactions with event_type purchase")
        }
        let sold = WeeklyDemand(log, end: day)
        let categories = CategoryNumbers(snapshot)
        let byCategory = sold.grouped { categories.numbers(of: $0) }
        let whole = sold.grouped { _ in [0] }
        let model = try DemandModels(
            sold.joined(with: byCategory).joined(with: whole), weeks: weeks, seed: seed, threads: threads)
        let demand = level == .category ? byCategory : whole
        return zip(demand.items, model.predictions(demand, positions: Array(demand.items.indices))).map {
            group, weeks in
            GroupForecast(category: level == .category ? categories.paths[Int(group)] : [], weeks: weeks)
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
