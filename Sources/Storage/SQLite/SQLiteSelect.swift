/// Where the columns of reviews, queries and sessions stand in SQLite's tables.
enum SQLiteSelect {
    /// The columns of ``ReviewRow``.
    static let reviews = """
        SELECT review_id, text, title, rating, label, users.name, items.name, timestamp, language
        FROM reviews LEFT JOIN users ON users.id = user LEFT JOIN items ON items.id = item
        """

    /// The columns of ``QueryRow``.
    static let queries = """
        SELECT query, category, items.name, users.name, timestamp, language
        FROM queries LEFT JOIN users ON users.id = user LEFT JOIN items ON items.id = item
        """

    /// The columns of ``SessionRow``.
    static let sessions = """
        SELECT sessions.name, users.name, sessions.timestamp, sessions.purchased, sessions.attributes
        FROM sessions LEFT JOIN users ON users.id = sessions.user
        """
}
