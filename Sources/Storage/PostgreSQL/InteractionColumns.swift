import DataModel

/// Rows of one table as columns, each of which is one array parameter of the statement that stores them.
struct InteractionColumns {
    static let insert = """
        INSERT INTO interactions (user_number, item, timestamp, event_type, digest, value, quantity, price, currency,
            dwell_seconds, session_id, query)
        SELECT user_number, item, time, event_type, digest, value, quantity, price, currency, dwell_seconds, session_id,
            query
        FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::float8[], $7::float8[],
            $8::float8[], $9::text[], $10::float8[], $11::text[], $12::text[]) WITH ORDINALITY
            AS new(user_number, item, time, event_type, digest, value, quantity, price, currency, dwell_seconds,
                session_id, query, position)
        ORDER BY position
        ON CONFLICT (user_number, timestamp, item, event_type, digest) DO NOTHING
        """

    private var user = PostgreSQLArray(.integer, "user_id")
    private var item = PostgreSQLArray(.integer, "item_id")
    private var timestamp = PostgreSQLArray(.integer, "timestamp")
    private var eventType = PostgreSQLArray(.integer, "event_type")
    private var digest = PostgreSQLArray(.integer, "digest")
    private var value = PostgreSQLArray(.number, "value")
    private var quantity = PostgreSQLArray(.number, "quantity")
    private var price = PostgreSQLArray(.number, "price")
    private var currency = PostgreSQLArray(.text, "currency")
    private var dwellSeconds = PostgreSQLArray(.number, "dwell_seconds")
    private var sessionID = PostgreSQLArray(.text, "session_id")
    private var query = PostgreSQLArray(.text, "query")

    mutating func append(_ row: Interaction, user: Int64?, item: Int64?, eventType: Int64?) throws {
        self.user.append(user)
        self.item.append(item)
        timestamp.append(row.timestamp.milliseconds)
        self.eventType.append(eventType)
        digest.append(InteractionRow.digest(of: row))
        value.append(row.value)
        quantity.append(row.quantity)
        price.append(row.price)
        try currency.append(row.currency)
        dwellSeconds.append(row.dwellSeconds)
        try sessionID.append(row.sessionID)
        try query.append(row.query)
    }

    var values: [PostgreSQLValue] {
        [
            user, item, timestamp, eventType, digest, value, quantity, price, currency, dwellSeconds, sessionID, query,
        ].map { .array($0) }
    }
}
