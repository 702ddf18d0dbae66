import DataModel

/// Writes within one PostgreSQL transaction, many rows a statement: each column of them goes to the server as one array.
final class PostgreSQLWriter: StoreWriter {
    let connection: PostgreSQLConnection
    var caches: IdentifierCaches
    private let writesBefore: Int64

    // So much goes into one statement, in rows and in bytes of their long texts; the protocol ends at 1 GiB.
    private static let rowsAtATime = 20_000
    private static let bytesAtATime = 16 << 20

    /// Begins a transaction. Whoever else wants to write waits from here to its end, and what is read is what the one
    /// before has left.
    init(beginningOn connection: PostgreSQLConnection, caches: IdentifierCaches) throws {
        self.connection = connection
        try connection.command("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        let counters = try connection.first("UPDATE revisions SET writes = writes + 1 RETURNING writes, erasures") {
            (writes: $0.integer(0) ?? 0, erasures: $0.integer(1) ?? 0)
        }
        writesBefore = (counters?.writes ?? 1) - 1
        let erasures = counters?.erasures ?? 0
        self.caches = caches.erasures == erasures ? caches : IdentifierCaches(erasures: erasures)
    }

    /// - Throws: ``PostgreSQLFailure``, also when a statement had failed and the server therefore undid everything.
    func commit() throws {
        let tag: String
        do { tag = try connection.command("COMMIT") } catch let failure as PostgreSQLFailure {
            guard failure.isConnectionLost else { throw failure }
            throw PostgreSQLFailure(
                message: "\(failure.message); whether the last rows were stored is not known: "
                    + "send them again, as rows that are there already change nothing",
                isConnectionLost: true)
        }
        guard tag == "COMMIT" else {
            throw PostgreSQLFailure(message: "a statement had failed, nothing was stored", isConnectionLost: false)
        }
    }

    func writeCount() throws -> Int64 { writesBefore }

    func insert(_ interactions: [Interaction]) throws -> StoreChange {
        try inPieces(interactions) { rows in
            let users = try ids(of: rows.lazy.map(\.userID.rawValue), in: .users)
            let items = try ids(of: rows.lazy.map(\.itemID.rawValue), in: .items)
            let eventTypes = try ids(of: rows.lazy.map(\.eventType), in: .eventTypes)
            var columns = InteractionColumns()
            for row in rows {
                try columns.append(
                    row, user: users[row.userID.rawValue], item: items[row.itemID.rawValue],
                    eventType: eventTypes[row.eventType])
            }
            let inserted = try connection.execute(InteractionColumns.insert, columns.values)
            return StoreChange(inserted: inserted, unchanged: rows.count - inserted)
        }
    }

    func insert(_ queries: [SearchQuery]) throws -> StoreChange {
        try inPieces(queries, size: { $0.query.utf8.count }) { rows in
            let users = try ids(of: rows.lazy.compactMap(\.userID?.rawValue), in: .users)
            let items = try ids(of: rows.lazy.compactMap(\.itemID?.rawValue), in: .items)
            var columns = QueryColumns()
            for row in rows {
                try columns.append(
                    row, user: row.userID.flatMap { users[$0.rawValue] },
                    item: row.itemID.flatMap { items[$0.rawValue] })
            }
            let inserted = try connection.execute(QueryColumns.insert, columns.values)
            return StoreChange(inserted: inserted, unchanged: rows.count - inserted)
        }
    }

    /// Stores rows in pieces of a bounded size, one after the other.
    func inPieces<Row>(
        _ rows: [Row], size: (Row) -> Int = { _ in 0 }, _ store: (ArraySlice<Row>) throws -> StoreChange
    ) throws -> StoreChange {
        var change = StoreChange()
        var start = 0
        var bytes = 0
        for position in rows.indices {
            bytes += size(rows[position])
            let end = position + 1
            if end == rows.count || end - start == Self.rowsAtATime || bytes >= Self.bytesAtATime {
                change += try store(rows[start..<end])
                start = end
                bytes = 0
            }
        }
        return change
    }

    /// The row ids of names, which are stored in their order where they are new.
    func ids(of names: some Sequence<String>, in table: NameTable) throws -> [String: Int64] {
        var found: [String: Int64] = [:]
        var unknown: [String] = []
        for name in names where found[name] == nil {
            if let id = caches[keyPath: table.cache][name] {
                found[name] = id
            } else {
                // Marked, so that it is asked for once.
                found[name] = -1
                unknown.append(name)
            }
        }
        func remember(_ row: PostgreSQLRow) {
            guard let id = row.integer(0), let name = row.text(1) else { return }
            found[name] = id
            caches[keyPath: table.cache].remember(name, id)
        }
        if unknown.isEmpty { return found }
        _ = try connection.rows(
            "SELECT id, name FROM \(table.name) WHERE name = ANY($1::text[])",
            [.array(try PostgreSQLArray(unknown, table.field))], remember)
        let new = unknown.filter { found[$0] == -1 }
        if new.isEmpty { return found }
        _ = try connection.rows(
            """
            INSERT INTO \(table.name) (name)
            SELECT name FROM unnest($1::text[]) WITH ORDINALITY AS new(name, position) ORDER BY position
            RETURNING id, name
            """, [.array(try PostgreSQLArray(new, table.field))], remember)
        return found
    }
}

/// A table of names and their row ids.
struct NameTable {
    let name: String
    /// What a name is to those who import it.
    let field: String
    let cache: any WritableKeyPath<IdentifierCaches, IdentifierCache> & Sendable

    static let users = NameTable(name: "users", field: "user_id", cache: \.users)
    static let items = NameTable(name: "items", field: "item_id", cache: \.items)
    static let eventTypes = NameTable(name: "event_types", field: "event_type", cache: \.eventTypes)
}
