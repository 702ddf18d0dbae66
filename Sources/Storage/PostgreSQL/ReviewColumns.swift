import DataModel

/// Reviews as columns.
struct ReviewColumns {
    static let upsert = """
        INSERT INTO reviews (identity, review_id, text, title, rating, label, user_number, item, timestamp, language)
        SELECT identity, review_id, text, title, rating, label, user_number, item, time, language
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::text[], $7::bigint[], $8::bigint[],
            $9::bigint[], $10::text[]) WITH ORDINALITY
            AS new(identity, review_id, text, title, rating, label, user_number, item, time, language, position)
        ORDER BY position
        ON CONFLICT (identity) DO UPDATE SET review_id = excluded.review_id, text = excluded.text,
            title = excluded.title, rating = excluded.rating, label = excluded.label,
            user_number = excluded.user_number, item = excluded.item, timestamp = excluded.timestamp,
            language = excluded.language
        """

    private var identity = PostgreSQLArray(.text, "review_id")
    private var reviewID = PostgreSQLArray(.text, "review_id")
    private var text = PostgreSQLArray(.text, "text")
    private var title = PostgreSQLArray(.text, "title")
    private var rating = PostgreSQLArray(.number, "rating")
    private var label = PostgreSQLArray(.text, "label")
    private var user = PostgreSQLArray(.integer, "user_id")
    private var item = PostgreSQLArray(.integer, "item_id")
    private var timestamp = PostgreSQLArray(.integer, "timestamp")
    private var language = PostgreSQLArray(.text, "language")

    mutating func append(_ row: Review, identity: String, user: Int64?, item: Int64?) throws {
        try self.identity.append(identity)
        try reviewID.append(row.reviewID)
        try text.append(row.text)
        try title.append(row.title)
        rating.append(row.rating)
        try label.append(row.label?.rawValue)
        self.user.append(user)
        self.item.append(item)
        timestamp.append(row.timestamp?.milliseconds)
        try language.append(row.language)
    }

    var values: [PostgreSQLValue] {
        [identity, reviewID, text, title, rating, label, user, item, timestamp, language].map { .array($0) }
    }
}
