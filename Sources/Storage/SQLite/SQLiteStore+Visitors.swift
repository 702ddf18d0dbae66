public import DataModel
import GRDB

extension SQLiteStore {
    /// What is known of a user, or `nil`.
    public func profile(of user: UserID) throws -> User? {
        try read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT attributes FROM users WHERE name = ? AND attributes IS NOT NULL")
            return try Row.fetchOne(statement, arguments: [user.rawValue]).map { row in
                User(userID: user, attributes: try TextColumns.attributes(row[0]))
            }
        }
    }

    /// The newest `limit` search queries of a user, newest first; those without a time are the oldest.
    /// - Parameter revision: only what had been stored by then; `nil` for everything.
    public func queries(of user: UserID, limit: Int, asOf revision: StoreRevision?) throws -> [SearchQuery] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: SQLiteSelect.queries + """
                     WHERE user = (SELECT id FROM users WHERE name = ?) AND queries.id <= ?
                    ORDER BY timestamp DESC NULLS LAST, queries.id DESC LIMIT ?
                    """)
            return try Row.fetchAll(
                statement, arguments: [user.rawValue, revision?.queries ?? .max, limit]
            ).map(QueryRow.query)
        }
    }

    /// The newest `limit` search queries of all users in the order stored, the last one stored first.
    public func queries(limit: Int) throws -> [SearchQuery] {
        try read { db in
            let statement = try db.cachedStatement(sql: SQLiteSelect.queries + " ORDER BY queries.id DESC LIMIT ?")
            return try Row.fetchAll(statement, arguments: [limit]).map(QueryRow.query)
        }
    }

    /// What was chosen after this query, most often first; letters A–Z and a–z count as the same.
    /// - Parameter revision: only what had been stored by then; `nil` for everything.
    public func choices(after query: String, asOf revision: StoreRevision?) throws -> [(item: ItemID, count: Int)] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT items.name, COUNT(*) FROM queries JOIN items ON items.id = item
                    WHERE query = ? COLLATE NOCASE AND queries.id <= ? GROUP BY item ORDER BY COUNT(*) DESC, item
                    """)
            return try Row.fetchAll(statement, arguments: [query, revision?.queries ?? .max]).map {
                (item: ItemID(rawValue: $0[0]), count: $0[1])
            }
        }
    }
}
