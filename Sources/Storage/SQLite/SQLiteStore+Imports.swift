public import DataModel
import GRDB

extension SQLiteStore {
    /// The newest `limit` reviews of an item, in the order stored.
    public func reviews(about item: ItemID, limit: Int) throws -> [Review] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: SQLiteSelect.reviews
                    + " WHERE item = (SELECT id FROM items WHERE name = ?) ORDER BY reviews.id DESC LIMIT ?")
            return try Row.fetchAll(statement, arguments: [item.rawValue, limit]).reversed().map {
                ReviewRow.review($0)
            }
        }
    }

    /// The newest `limit` prices that an item has had, oldest first.
    public func prices(of item: ItemID, limit: Int) throws -> [PriceChange] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT \(PriceRow.columns) FROM prices WHERE item = (SELECT id FROM items WHERE name = ?)
                    ORDER BY position DESC LIMIT ?
                    """)
            return try Row.fetchAll(statement, arguments: [item.rawValue, limit]).reversed().map {
                PriceRow.change($0)
            }
        }
    }

    /// The newest `limit` imports, newest first.
    public func imports(limit: Int) throws -> [StoredImport] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT \(ImportRow.columns) FROM imports ORDER BY position DESC LIMIT ?", arguments: [limit]
            ).map(ImportRow.record)
        }
    }

    /// Notes that something was imported; it is no write, as no list becomes outdated by it.
    public func note(_ record: StoredImport) throws {
        try withStorageErrors {
            try pool.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO imports (\(ImportRow.columns)) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """,
                    arguments: [
                        record.id, record.endedAt.milliseconds, record.source, ImportRow.text(record.parts),
                        record.rejectedCount, ImportRow.text(record.problems),
                    ])
            }
        }
    }
}
