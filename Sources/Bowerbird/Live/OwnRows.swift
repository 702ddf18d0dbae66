import BehaviorPrediction
import DataModel
import Foundation
import Storage

/// What is stored of one user's behaviour now, as a snapshot in which they are user 0.
struct OwnRows: Sendable {
    /// Their interactions with details, their attributes and their reviews.
    let snapshot: Snapshot
    /// By item of `snapshot`, its number in the shop's activity; `nil` for one that has come since.
    let numbers: [Int32?]

    /// Reads them from `store`; what the catalogue says of items comes from `activity` as far as it knows them.
    /// - Throws: `StorageError`.
    init(of user: UserID, _ store: any Store, in activity: ShopActivity, withReviews: Bool) throws {
        // As in the shop's activity, what is dated in a time to come has not happened, unless all of the shop is so.
        let end = max(
            EventClock.latest(now: Date().timeIntervalSince1970),
            Int64(activity.day) * ActivityLog.millisecondsPerDay)
        let rows = try store.history(of: user, limit: .max).filter { $0.timestamp.milliseconds <= end }
        let reviews = withReviews ? try store.reviews(of: user) : []
        var columns = Columns()
        for row in rows { columns.add(row) }
        var items = columns.items
        for review in reviews { if let item = review.itemID { _ = items.insert(item.rawValue) } }
        numbers = items.identifiers.map { activity.items.number(of: $0) }
        let products = try zip(items.identifiers, numbers).map { name, number in
            if let number { return activity.products[Int(number)] }
            return try store.product(ItemID(rawValue: name))
        }
        var snapshot = Snapshot(
            users: IdentifierIndex([user.rawValue]), items: items, interactions: columns.table, products: products,
            userProfiles: [try store.profile(of: user)], reviews: reviews)
        snapshot.details = columns.details
        self.snapshot = snapshot
    }
}

/// Interactions of one user as columns.
private struct Columns {
    var table = InteractionTable()
    var details = InteractionDetails()
    var items = IdentifierIndex()
    private var types = IdentifierIndex()
    private var sessions = IdentifierIndex()
    private var currencies = IdentifierIndex()

    mutating func add(_ row: Interaction) {
        table.users.append(0)
        table.items.append(items.insert(row.itemID.rawValue))
        table.timestamps.append(row.timestamp.milliseconds)
        let type = types.insert(row.eventType)
        if type == table.eventTypeNames.count { table.eventTypeNames.append(row.eventType) }
        table.eventTypes.append(UInt8(min(type, 255)))
        table.values.append(row.value.map { Float($0) } ?? .nan)
        details.quantities.append(row.quantity.map { Float($0) } ?? .nan)
        details.prices.append(row.price.map { Float($0) } ?? .nan)
        details.dwellSeconds.append(row.dwellSeconds.map { Float($0) } ?? .nan)
        details.sessions.append(row.sessionID.map { sessions.insert($0) } ?? -1)
        guard let currency = row.currency else { return details.currencies.append(-1) }
        let number = currencies.insert(currency)
        if number == details.currencyNames.count { details.currencyNames.append(currency) }
        details.currencies.append(Int16(clamping: number))
    }
}
