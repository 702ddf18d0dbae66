import DataModel

/// API keys as rows.
enum KeyRow {
    /// The columns that ``key(_:)`` reads, in their order.
    static let columns = "id, name, digest, scopes, requests_per_second, created_at, revoked_at"

    /// The key in a row of ``columns``.
    static func key(_ row: some StoredRow) -> StoredKey {
        StoredKey(
            id: row.text(0) ?? "", name: row.text(1) ?? "", digest: row.text(2) ?? "",
            scopes: (row.text(3) ?? "").split(separator: ",").map(String.init),
            requestsPerSecond: row.integer(4).map { Int($0) },
            createdAt: Timestamp(milliseconds: row.integer(5) ?? 0),
            revokedAt: row.integer(6).map(Timestamp.init(milliseconds:)))
    }
}
