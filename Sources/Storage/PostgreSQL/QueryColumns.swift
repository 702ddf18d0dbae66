import DataModel

/// Search queries as columns.
struct QueryColumns {
    static let insert = """
        INSERT INTO queries (identity, query, category, user_number, item, timestamp, language)
        SELECT identity, query, category, user_number, item, time, language
        FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[])
            WITH ORDINALITY AS new(identity, query, category, user_number, item, time, language, position)
        ORDER BY position
        ON CONFLICT (identity) DO NOTHING
        """

    private var identity = PostgreSQLArray(.text, "query")
    private var query = PostgreSQLArray(.text, "query")
    private var category = PostgreSQLArray(.text, "category")
    private var user = PostgreSQLArray(.integer, "user_id")
    private var item = PostgreSQLArray(.integer, "item_id")
    private var timestamp = PostgreSQLArray(.integer, "timestamp")
    private var language = PostgreSQLArray(.text, "language")

    mutating func append(_ row: SearchQuery, user: Int64?, item: Int64?) throws {
        try identity.append(QueryRow.identity(of: row))
        try query.append(row.query)
        try category.append(row.category)
        self.user.append(user)
        self.item.append(item)
        timestamp.append(row.timestamp?.milliseconds)
        try language.append(row.language)
    }

    var values: [PostgreSQLValue] {
        [identity, query, category, user, item, timestamp, language].map { .array($0) }
    }
}
