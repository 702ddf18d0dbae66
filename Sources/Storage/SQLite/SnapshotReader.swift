import DataModel
import GRDB

/// Reads everything in one transaction.
enum SnapshotReader {
    static func read(_ db: Database, detailed: Bool) throws -> Snapshot {
        let (stored, details) = try storedInteractions(db, detailed: detailed)
        var users = Numbering(names: try names(db, "users"))
        var items = Numbering(names: try names(db, "items"))
        var table = InteractionTable()
        table.users.reserveCapacity(stored.count)
        table.items.reserveCapacity(stored.count)
        table.timestamps.reserveCapacity(stored.count)
        table.eventTypes.reserveCapacity(stored.count)
        table.values.reserveCapacity(stored.count)
        let eventTypes = try names(db, "event_types")
        table.eventTypeNames = eventTypes.map(\.name)
        let typeNumbers = Dictionary(uniqueKeysWithValues: eventTypes.enumerated().map { ($1.id, UInt8(min($0, 255))) })
        for row in stored {
            table.users.append(users.number(of: row.user))
            table.items.append(items.number(of: row.item))
            table.timestamps.append(row.timestamp)
            table.eventTypes.append(typeNumbers[row.eventType] ?? 0)
            table.values.append(row.value)
        }
        let (userIndex, _) = users.finish()
        let (itemIndex, itemNumbers) = items.finish()
        var snapshot = Snapshot(
            users: userIndex, items: itemIndex, interactions: table,
            products: try products(db, itemIndex, itemNumbers), userProfiles: try profiles(db, userIndex),
            reviews: try Row.fetchAll(db, sql: ReviewRow.select + " ORDER BY reviews.id").map(ReviewRow.review),
            queries: try Row.fetchAll(db, sql: QueryRow.select + " ORDER BY queries.id").map(QueryRow.query))
        if let details {
            snapshot.details = details
            snapshot.sessions = try Row.fetchAll(db, sql: SessionRow.select + " ORDER BY sessions.id")
                .map(SessionRow.session)
        }
        return snapshot
    }

    private struct StoredInteraction {
        var user: Int64
        var item: Int64
        var timestamp: Int64
        var eventType: Int64
        var value: Float
    }

    // Read in the order of storing and sorted by time here, which is stable and faster than sorting in the database.
    private static func storedInteractions(
        _ db: Database, detailed: Bool
    ) throws -> (rows: [StoredInteraction], details: InteractionDetails?) {
        var rows: [StoredInteraction] = []
        rows.reserveCapacity(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM interactions") ?? 0)
        var details = detailed ? DetailReader() : nil
        let cursor = try Row.fetchCursor(
            db,
            sql: "SELECT user, item, timestamp, event_type, value\(detailed ? DetailReader.columns : "") "
                + "FROM interactions ORDER BY id")
        var isSorted = true
        while let row = try cursor.next() {
            let next = StoredInteraction(
                user: row[0], item: row[1], timestamp: row[2], eventType: row[3],
                value: (row[4] as Double?).map { Float($0) } ?? .nan)
            if let last = rows.last, last.timestamp > next.timestamp { isSorted = false }
            rows.append(next)
            details?.add(row, from: 5)
        }
        if isSorted { return (rows, details?.details) }
        // The standard library's sort is stable in fact, but does not promise to be.
        let order = rows.indices.sorted { (rows[$0].timestamp, $0) < (rows[$1].timestamp, $1) }
        return (order.map { rows[$0] }, details?.details.reordered(order))
    }

    private static func names(_ db: Database, _ table: String) throws -> [(id: Int64, name: String)] {
        try Row.fetchAll(db, sql: "SELECT id, name FROM \(table) ORDER BY id").map { (id: $0[0], name: $0[1]) }
    }

    private static func products(
        _ db: Database, _ items: IdentifierIndex, _ numbers: [Int64: Int32]
    ) throws -> [Product?] {
        var products = [Product?](repeating: nil, count: items.count)
        let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM products")
        while let row = try cursor.next() {
            guard let number = numbers[row["item"]] else { continue }
            products[Int(number)] = ProductRow.product(row, ItemID(rawValue: items[number]))
        }
        return products
    }

    private static func profiles(_ db: Database, _ users: IdentifierIndex) throws -> [User?] {
        var profiles = [User?](repeating: nil, count: users.count)
        let cursor = try Row.fetchCursor(db, sql: "SELECT name, attributes FROM users WHERE attributes IS NOT NULL")
        while let row = try cursor.next() {
            let name: String = row[0]
            guard let number = users.number(of: name) else { continue }
            profiles[Int(number)] = User(
                userID: UserID(rawValue: name), attributes: (try? TextColumns.attributes(row[1])) ?? [:])
        }
        return profiles
    }
}

/// Gives row ids new numbers in the order in which they are first asked for; the rest follow in the order of storing.
private struct Numbering {
    private let names: [(id: Int64, name: String)]
    private var numbers: [Int64: Int32] = [:]
    private var order: [Int64] = []

    init(names: [(id: Int64, name: String)]) {
        self.names = names
        numbers.reserveCapacity(names.count)
    }

    mutating func number(of id: Int64) -> Int32 {
        if let known = numbers[id] { return known }
        let number = Int32(order.count)
        numbers[id] = number
        order.append(id)
        return number
    }

    mutating func finish() -> (index: IdentifierIndex, numbers: [Int64: Int32]) {
        for (id, _) in names { _ = number(of: id) }
        let nameOfID = Dictionary(uniqueKeysWithValues: names.map { ($0.id, $0.name) })
        return (IdentifierIndex(order.map { nameOfID[$0] ?? "" }), numbers)
    }
}
