import GRDB

/// The counters in the table `revisions`.
enum Revisions {
    static let products = "products"
    static let writes = "writes"
    static let erasures = "erasures"

    static func value(_ name: String, _ db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "SELECT value FROM revisions WHERE name = ?")
        return try Int64.fetchOne(statement, arguments: [name]) ?? 0
    }

    static func raise(_ name: String, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO revisions (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1
                """)
        try statement.execute(arguments: [name])
    }

    /// The caches, or empty ones if another process has erased a user since: the user's row id may be another's now.
    static func current(_ caches: IdentifierCaches, _ db: Database) throws -> IdentifierCaches {
        let erasures = try value(Revisions.erasures, db)
        return caches.erasures == erasures ? caches : IdentifierCaches(erasures: erasures)
    }
}
