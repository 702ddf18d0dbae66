import DataModel

/// Sessions as columns.
struct SessionColumns {
    static let upsert = """
        INSERT INTO sessions (name, user_number, timestamp, purchased, attributes)
        SELECT name, user_number, time, purchased, attributes
        FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::boolean[], $5::text[]) WITH ORDINALITY
            AS new(name, user_number, time, purchased, attributes, position)
        ORDER BY position
        ON CONFLICT (name) DO UPDATE SET user_number = excluded.user_number, timestamp = excluded.timestamp,
            purchased = excluded.purchased, attributes = excluded.attributes
        """

    private var name = PostgreSQLArray(.text, "session_id")
    private var user = PostgreSQLArray(.integer, "user_id")
    private var timestamp = PostgreSQLArray(.integer, "timestamp")
    private var purchased = PostgreSQLArray(.flag, "purchased")
    private var attributes = PostgreSQLArray(.text, "attributes")

    mutating func append(_ row: Session, user: Int64?) throws {
        try name.append(row.sessionID)
        self.user.append(user)
        timestamp.append(row.timestamp?.milliseconds)
        purchased.append(row.purchased)
        try attributes.append(TextColumns.encode(row.attributes))
    }

    var values: [PostgreSQLValue] { [name, user, timestamp, purchased, attributes].map { .array($0) } }
}
