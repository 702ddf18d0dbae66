/// Where the columns of reviews, queries and sessions stand in PostgreSQL's tables.
enum PostgreSQLSelect {
    /// The columns of ``ReviewRow``.
    static let reviewColumns = "review_id, text, title, rating, label, users.name, items.name, timestamp, language"
    static let reviewTables =
        "reviews LEFT JOIN users ON users.id = user_number LEFT JOIN items ON items.id = item"
    static let reviews = "SELECT \(reviewColumns) FROM \(reviewTables)"

    /// The columns of ``QueryRow``.
    static let queries = """
        SELECT query, category, items.name, users.name, timestamp, language
        FROM queries LEFT JOIN users ON users.id = user_number LEFT JOIN items ON items.id = item
        """

    /// The columns of ``SessionRow``.
    static let sessions = """
        SELECT sessions.name, users.name, timestamp, purchased, sessions.attributes
        FROM sessions LEFT JOIN users ON users.id = user_number
        """

    /// The columns of ``InteractionRow``.
    static let interactionColumns =
        "items.name, timestamp, event_types.name, value, quantity, price, currency, dwell_seconds, session_id, query"
}
