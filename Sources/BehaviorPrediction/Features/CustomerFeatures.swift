import Foundation
import LinearAlgebra

/// Computes ``CustomerFeature``s as they were known on a day: nothing of that day or later is looked at.
struct CustomerFeatures: Sendable {
    let log: ActivityLog
    let cut: Int32
    let horizon: Int32
    // Without it, features of what was bought are not known.
    private let items: ItemRecord?
    // Without it, what it would say is not known.
    private let buyTillYouDie: BuyTillYouDie?
    // The windows that reach back to before the first day of the log say nothing of a year ago.
    private let knowsYearAgo: Bool

    static let columns = CustomerFeature.allCases.count

    /// Features on the day `cut` for predictions about the days `cut ..< cut + horizon`.
    /// - Parameter hasItems: whether features of what was bought, and of ``BuyTillYouDie``, are wanted, which take a pass
    ///   over all purchases.
    init(_ log: ActivityLog, at cut: Int32, horizon: Int32, hasItems: Bool = true) {
        self.log = log
        self.cut = cut
        self.horizon = horizon
        items = hasItems ? ItemRecord(log, before: cut, horizon: horizon) : nil
        buyTillYouDie =
            hasItems && log.hasPurchases
            ? BuyTillYouDie(
                fitting: (0..<log.userCount).compactMap { user in
                    BuyTillYouDie.History(log.purchaseDays(of: user, before: cut), at: cut)
                }) : nil
        knowsYearAgo = log.span.lowerBound <= cut - 365
    }

    /// The same for the customers of `log`, on the day `cut`; what `shop` says of everybody together is taken as it is.
    /// - Parameter numbers: by item of `log`, its number in the log of the shop; `nil` for one that is not in it.
    init(_ log: ActivityLog, numbers: [Int32?], at cut: Int32, in shop: CustomerFeatures) {
        self.log = log
        self.cut = cut
        horizon = shop.horizon
        items = shop.items?.selecting(numbers)
        buyTillYouDie = shop.buyTillYouDie
        knowsYearAgo = log.span.lowerBound <= cut - 365
    }

    /// `[users × columns]`, NaN where something is not known.
    func matrix(of users: [Int], threads: Int) -> Matrix {
        let rows = Parallel.mapChunks(of: users.count, chunk: 512, threads: threads) { range in
            var elements: [Float] = []
            elements.reserveCapacity(range.count * Self.columns)
            var row = FeatureRow()
            for position in range {
                row.reset()
                fill(&row, user: users[position])
                elements += row.values
            }
            return elements
        }
        return Matrix(rows: users.count, columns: Self.columns, elements: rows.flatMap(\.self))
    }

    /// The features of one user.
    func fill(_ row: inout FeatureRow, user: Int) {
        let range = log.dayRange(of: user)
        var end = range.lowerBound
        while end < range.upperBound, log.days[end].day < cut { end += 1 }
        let past = log.days[range.lowerBound..<end]
        VisitFeatures.fill(&row, past, cut: cut)
        let bought = past.filter { $0.orders > 0 }
        guard !bought.isEmpty else { return }
        OrderFeatures.fill(&row, bought, past, cut: cut, knowsYearAgo: knowsYearAgo)
        let days = bought.map(\.day)
        GapFeatures.fill(&row, days, cut: cut, horizon: horizon)
        if let model = buyTillYouDie, let history = BuyTillYouDie.History(days, at: cut) {
            row[.stillCustomer] = Float(model.alive(history))
            let chance = min(max(model.chance(history, days: Double(horizon)), 1e-4), 1 - 1e-4)
            row[.purchaseChance] = Float(Foundation.log(chance / (1 - chance)))
        }
        if let items { fillItems(&row, items, user: user, lastDay: bought[bought.count - 1].day) }
    }

    private func fillItems(_ row: inout FeatureRow, _ items: ItemRecord, user: Int, lastDay: Int32) {
        var all = ItemMeans()
        var last = ItemMeans()
        var seen: Set<Int32> = []
        for position in log.lineRange(of: user) {
            let line = log.lines[position]
            guard line.day < cut else { break }
            seen.insert(line.item)
            all.add(line, items)
            if line.day == lastDay { last.add(line, items) }
        }
        row[.distinctItems] = Float(seen.count)
        row[.repeatShare] = 1 - Float(seen.count) / all.count
        row[.unitsPerLine] = all.units / all.count
        row[.popularity] = all.popularity / all.count
        row[.itemTrend] = all.trend / all.count
        row[.itemReturnRate] = all.returnRate / all.count
        row[.linesLast] = last.count
        row[.unitsPerLineLast] = last.units / last.count
        row[.popularityLast] = last.popularity / last.count
        row[.itemReturnRateLast] = last.returnRate / last.count
    }
}

extension BuyTillYouDie.History {
    /// The history of somebody who bought on `days`, rising, before `cut`; `nil` without any.
    init?(_ days: [Int32], at cut: Int32) {
        guard let first = days.first, let last = days.last else { return nil }
        self.init(repeats: Double(days.count - 1), recency: Double(last - first), age: Double(cut - first))
    }
}

extension ActivityLog {
    /// The days before `cut` on which `user` bought.
    func purchaseDays(of user: Int, before cut: Int32) -> [Int32] {
        days[dayRange(of: user)].filter { $0.orders > 0 && $0.day < cut }.map(\.day)
    }
}

/// One row of features.
struct FeatureRow {
    private(set) var values = [Float](repeating: .nan, count: CustomerFeatures.columns)

    subscript(_ feature: CustomerFeature) -> Float {
        get { values[feature.column] }
        set { values[feature.column] = newValue }
    }

    /// Forgets everything.
    mutating func reset() {
        for column in values.indices { values[column] = .nan }
    }
}

/// Sums over purchase lines.
private struct ItemMeans {
    var count: Float = 0
    var units: Float = 0
    var popularity: Float = 0
    var trend: Float = 0
    var returnRate: Float = 0

    mutating func add(_ line: PurchaseLine, _ items: ItemRecord) {
        let item = Int(line.item)
        count += 1
        units += line.units
        popularity += items.popularity[item]
        trend += items.trend[item]
        returnRate += items.returnRate[item]
    }
}
