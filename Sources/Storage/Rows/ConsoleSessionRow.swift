import DataModel

/// Sessions at the console as rows.
enum ConsoleSessionRow {
    /// The columns that ``session(_:)`` reads, in their order.
    static let columns = "digest, key, expires_at"

    /// The session in a row of ``columns``.
    static func session(_ row: some StoredRow) -> ConsoleSession {
        ConsoleSession(
            digest: row.text(0) ?? "", key: row.text(1) ?? "",
            expiresAt: Timestamp(milliseconds: row.integer(2) ?? 0))
    }
}
