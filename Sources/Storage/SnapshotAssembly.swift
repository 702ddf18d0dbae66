import DataModel
import Foundation

/// Puts a snapshot together from what a back end reads, row by row, so that every back end numbers and orders alike.
///
/// First every interaction in the order of storing, then ``number(users:items:eventTypes:)``, then the rest in any order.
struct SnapshotAssembly {
    /// Names and their row ids, in the order of storing.
    typealias Names = [(id: Int64, name: String)]

    /// The columns of an interaction that ``add(interaction:)`` reads behind the row ids of user and item.
    static func columns(detailed: Bool) -> String {
        "timestamp, event_type, value" + (detailed ? DetailReader.columns : "")
    }

    private struct StoredInteraction {
        var user: Int64
        var item: Int64
        var timestamp: Int64
        var eventType: Int64
        var value: Float
    }

    private var rows: [StoredInteraction] = []
    private var details: DetailReader?
    private var isSorted = true
    private var itemNumbers: [Int64: Int32] = [:]
    private(set) var snapshot = Snapshot()

    /// - Parameter rowCount: how many interactions there will be, about.
    init(detailed: Bool, rowCount: Int) {
        rows.reserveCapacity(rowCount)
        if detailed { details = DetailReader() }
    }

    /// Takes the row ids of user and item, then ``columns(detailed:)``.
    mutating func add(interaction row: some StoredRow) {
        let next = StoredInteraction(
            user: row.integer(0) ?? 0, item: row.integer(1) ?? 0, timestamp: row.integer(2) ?? 0,
            eventType: row.integer(3) ?? 0, value: row.number(4).map { Float($0) } ?? .nan)
        if let last = rows.last, last.timestamp > next.timestamp { isSorted = false }
        rows.append(next)
        details?.add(row, from: 5)
    }

    /// Numbers users and items by their first interaction in time; the rest follow in the order of storing.
    mutating func number(users: Names, items: Names, eventTypes: Names) {
        sortByTime()
        let datedAhead = leaveOutWhatIsToCome()
        var userNumbering = Numbering(names: users)
        var itemNumbering = Numbering(names: items)
        var table = InteractionTable()
        table.users.reserveCapacity(rows.count)
        table.items.reserveCapacity(rows.count)
        table.timestamps.reserveCapacity(rows.count)
        table.eventTypes.reserveCapacity(rows.count)
        table.values.reserveCapacity(rows.count)
        table.eventTypeNames = eventTypes.map(\.name)
        let typeNumbers = Dictionary(uniqueKeysWithValues: eventTypes.enumerated().map { ($1.id, UInt8(min($0, 255))) })
        for row in rows {
            table.users.append(userNumbering.number(of: row.user))
            table.items.append(itemNumbering.number(of: row.item))
            table.timestamps.append(row.timestamp)
            table.eventTypes.append(typeNumbers[row.eventType] ?? 0)
            table.values.append(row.value)
        }
        rows = []
        let userIndex = userNumbering.finish().index
        let itemIndex: IdentifierIndex
        (itemIndex, itemNumbers) = itemNumbering.finish()
        snapshot = Snapshot(
            users: userIndex, items: itemIndex, interactions: table,
            products: [Product?](repeating: nil, count: itemIndex.count),
            userProfiles: [User?](repeating: nil, count: userIndex.count))
        snapshot.datedAhead = datedAhead
        snapshot.details = details?.details
        details = nil
    }

    /// Takes the row id of an item, then ``ProductRow/columns``.
    mutating func add(product row: some StoredRow) {
        guard let number = row.integer(0).flatMap({ itemNumbers[$0] }) else { return }
        snapshot.products[Int(number)] = ProductRow.product(row, from: 1, ItemID(rawValue: snapshot.items[number]))
    }

    /// Takes a user's name and attributes.
    mutating func add(profile row: some StoredRow) {
        guard let name = row.text(0), let number = snapshot.users.number(of: name) else { return }
        snapshot.userProfiles[Int(number)] = User(
            userID: UserID(rawValue: name), attributes: (try? TextColumns.attributes(row.text(1))) ?? [:])
    }

    /// Takes the columns of ``ReviewRow``.
    mutating func add(review row: some StoredRow) { snapshot.reviews.append(ReviewRow.review(row)) }

    /// Takes the columns of ``QueryRow``.
    mutating func add(query row: some StoredRow) { snapshot.queries.append(QueryRow.query(row)) }

    /// Takes the columns of ``SessionRow``.
    mutating func add(session row: some StoredRow) throws { snapshot.sessions.append(try SessionRow.session(row)) }

    // Returns how many rows that are.
    private mutating func leaveOutWhatIsToCome() -> Int {
        let count = EventClock.count(of: rows.lazy.map(\.timestamp), now: Date().timeIntervalSince1970)
        let coming = rows.count - count
        guard coming > 0 else { return 0 }
        rows.removeLast(coming)
        details = details.map { $0.reordered(Array(0..<count)) }
        return coming
    }

    // Sorted by time here, which is stable and faster than sorting in the database.
    private mutating func sortByTime() {
        if isSorted { return }
        // The standard library's sort is stable in fact, but does not promise to be.
        let order = rows.indices.sorted { (rows[$0].timestamp, $0) < (rows[$1].timestamp, $1) }
        rows = order.map { rows[$0] }
        details = details.map { $0.reordered(order) }
    }
}

/// Gives row ids new numbers in the order in which they are first asked for; the rest follow in the order of storing.
///
/// Names that Swift takes for one (a letter with its accent, and the same as two characters) have one number.
private struct Numbering {
    private let names: SnapshotAssembly.Names
    private let nameOfID: [Int64: String]
    private var numbers: [Int64: Int32] = [:]
    private var index = IdentifierIndex()

    init(names: SnapshotAssembly.Names) {
        self.names = names
        nameOfID = Dictionary(uniqueKeysWithValues: names.map { ($0.id, $0.name) })
        numbers.reserveCapacity(names.count)
    }

    mutating func number(of id: Int64) -> Int32 {
        if let known = numbers[id] { return known }
        let number = index.insert(nameOfID[id] ?? "")
        numbers[id] = number
        return number
    }

    mutating func finish() -> (index: IdentifierIndex, numbers: [Int64: Int32]) {
        for (id, _) in names { _ = number(of: id) }
        return (index, numbers)
    }
}
