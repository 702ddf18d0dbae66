import Foundation

extension PostgreSQLStore {
    // Tables up to this size are written anew, which takes some seconds at most.
    private static let smallTable: Int64 = 256 << 20
    private static let tablesOfPeople = ["users", "interactions", "reviews", "queries", "sessions", "kept_answers"]
    private static let patience = Duration.seconds(30)

    /// Writes the tables that hold what people did anew, without the erased rows; tables of more than 256 MiB are vacuumed
    /// only, as nobody could read or write while they are written anew (`docs/postgresql.md`).
    /// - Throws: ``StorageError/busy(path:)`` when transactions that began before this stay open.
    public func scrub() throws {
        let end = ContinuousClock.now + Self.patience
        try waitForEarlierTransactions(until: end)
        for table in Self.tablesOfPeople {
            let size = try read { connection in
                try connection.first("SELECT pg_total_relation_size($1::text::regclass)", [.text(table)]) {
                    $0.integer(0) ?? 0
                }
            }
            if let size, size > Self.smallTable {
                _ = try read { try $0.command("VACUUM \(table)") }
            } else {
                try rewrite(table, until: end)
            }
        }
    }

    // A row that any open transaction may still see is kept by VACUUM, and so is one that was erased after the oldest
    // running transaction of the whole server began.
    private func waitForEarlierTransactions(until end: ContinuousClock.Instant) throws {
        let now = try read { try $0.first("SELECT txid_current()") { $0.integer(0) ?? 0 } ?? 0 }
        while true {
            let areOver = try read { connection in
                try connection.first(
                    """
                    SELECT txid_snapshot_xmin(txid_current_snapshot()) > $1::bigint AND NOT EXISTS (
                        SELECT FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                            AND age(backend_xmin) >= age(($1::bigint % 4294967296)::text::xid))
                    """, [.integer(now)]
                ) { $0.flag(0) == true }
            }
            if areOver == true { return }
            if ContinuousClock.now > end { throw StorageError.busy(path: name) }
            usleep(20_000)
        }
    }

    // Readers queue behind whoever waits for a whole table, so the wait is short and comes again.
    private func rewrite(_ table: String, until end: ContinuousClock.Instant) throws {
        while true {
            do {
                return try pool.withConnectionRetrying { connection in
                    try connection.command("SET lock_timeout = '2s'")
                    defer { _ = try? connection.command("SET lock_timeout = '30s'") }
                    try connection.command("VACUUM (FULL) \(table)")
                }
            } catch let failure as PostgreSQLFailure {
                if failure.state != "55P03" || ContinuousClock.now > end {
                    throw StorageError(failure, pool.location)
                }
            }
        }
    }
}
