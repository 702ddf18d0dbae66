public import DataModel

extension PostgreSQLStore {
    /// The newest `limit` reviews of an item, in the order stored.
    public func reviews(about item: ItemID, limit: Int) throws -> [Review] {
        try read { connection in
            try connection.rows(
                PostgreSQLSelect.reviews
                    + " WHERE item = (SELECT id FROM items WHERE name = $1) ORDER BY reviews.id DESC LIMIT $2",
                [.text(item.rawValue), .integer(Int64(limit))]
            ) { ReviewRow.review($0) }.reversed()
        }
    }

    /// The newest `limit` prices that an item has had, oldest first.
    public func prices(of item: ItemID, limit: Int) throws -> [PriceChange] {
        try read { connection in
            try connection.rows(
                """
                SELECT \(PriceRow.columns) FROM prices WHERE item = (SELECT id FROM items WHERE name = $1)
                ORDER BY position DESC LIMIT $2
                """, [.text(item.rawValue), .integer(Int64(limit))]
            ) { PriceRow.change($0) }.reversed()
        }
    }

    /// The newest `limit` imports, newest first.
    public func imports(limit: Int) throws -> [StoredImport] {
        try read { connection in
            try connection.rows(
                "SELECT \(ImportRow.columns) FROM imports ORDER BY position DESC LIMIT $1", [.integer(Int64(limit))]
            ) { ImportRow.record($0) }
        }
    }

    /// Notes that something was imported; it is no write, as no list becomes outdated by it.
    public func note(_ record: StoredImport) throws {
        // One statement, which may be run twice: the second time changes nothing.
        _ = try read { connection in
            try connection.execute(
                "INSERT INTO imports (\(ImportRow.columns)) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                [
                    .text(record.id), .integer(record.endedAt.milliseconds), .text(record.source),
                    .text(ImportRow.text(record.parts)), .integer(Int64(record.rejectedCount)),
                    .text(ImportRow.text(record.problems)),
                ])
        }
    }
}
