public import DataModel
import Dispatch
import Synchronization

/// A shop in a PostgreSQL database, in tables of a schema of their own.
///
/// One transaction writes at a time, whatever the process, as in SQLite: rows get their numbers in the order in which they
/// become visible, and a revision says what had been stored by then.
public final class PostgreSQLStore: Store {
    /// The database in words, without its password.
    public let name: String
    let pool: PostgreSQLPool
    private let caches = Mutex(IdentifierCaches())
    // Taken by whoever writes, so that other writers of this process wait here and not on connections.
    private let turn = DispatchSemaphore(value: 1)

    /// Opens a database and brings its tables up to date.
    /// - Parameters:
    ///   - url: `postgres://user:password@host:port/database`, with parameters of libpq if need be, and `pool` (how many
    ///     connections are open at a time at most; 8 unless said otherwise).
    ///   - creating: whether tables are made where there are none.
    /// - Throws: ``StorageError`` when the server cannot be reached or refuses, or a newer program made the tables.
    public init(url: String, creating: Bool = true) throws {
        let location = try PostgreSQLLocation(url: url)
        name = location.name
        pool = PostgreSQLPool(location)
        try withStorageErrors {
            try pool.withConnection { try PostgreSQLSchema.migrate($0, location.name, creating: creating) }
        }
    }

    /// Runs `body` as one transaction.
    public func write<Result>(_ body: (any StoreWriter) throws -> Result) throws -> Result {
        try withStorageErrors {
            turn.wait()
            defer { turn.signal() }
            // What is remembered is put back only when the transaction holds: a roll-back takes the ids away again.
            let taken = caches.withLock { held in
                let caches = held
                held = IdentifierCaches()
                return caches
            }
            // The beginning may be done twice, but never `body`.
            var hasBegun = false
            let (result, kept) = try pool.withConnectionRetrying(unless: { hasBegun }) { connection in
                let writer = try PostgreSQLWriter(beginningOn: connection, caches: taken)
                hasBegun = true
                do {
                    let result = try body(writer)
                    try writer.commit()
                    return (result, writer.caches)
                } catch {
                    // Of no matter if it fails: the connection is closed then, and that undoes everything too.
                    _ = try? connection.command("ROLLBACK")
                    throw error
                }
            }
            caches.withLock { $0 = kept }
            return result
        }
    }

    /// One consistent read of everything.
    public func snapshot(detailed: Bool) throws -> Snapshot {
        try read { try PostgreSQLSnapshot.read($0, detailed: detailed) }
    }

    /// How much is stored.
    public func counts() throws -> StoreCounts {
        try read { connection in
            let counts = try connection.first(
                """
                SELECT (SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM items), (SELECT COUNT(*) FROM products),
                    (SELECT COUNT(*) FROM reviews), (SELECT COUNT(*) FROM queries), COUNT(*), MIN(timestamp), MAX(timestamp),
                    (SELECT COUNT(*) FROM sessions)
                FROM interactions
                """
            ) { row in
                var counts = StoreCounts()
                counts.users = Int(row.integer(0) ?? 0)
                counts.items = Int(row.integer(1) ?? 0)
                counts.products = Int(row.integer(2) ?? 0)
                counts.reviews = Int(row.integer(3) ?? 0)
                counts.queries = Int(row.integer(4) ?? 0)
                counts.interactions = Int(row.integer(5) ?? 0)
                counts.firstInteraction = row.integer(6).map(Timestamp.init(milliseconds:))
                counts.lastInteraction = row.integer(7).map(Timestamp.init(milliseconds:))
                counts.sessions = Int(row.integer(8) ?? 0)
                return counts
            }
            return counts ?? StoreCounts()
        }
    }

    /// How far the store has come: equal revisions, equal content.
    public func revision() throws -> StoreRevision {
        try read { connection in
            try connection.first(
                """
                SELECT products, (SELECT MAX(id) FROM interactions), (SELECT MAX(id) FROM queries), erasures FROM revisions
                """
            ) { row in
                StoreRevision(
                    catalogue: row.integer(0) ?? 0, interactions: row.integer(1) ?? 0, queries: row.integer(2) ?? 0,
                    erasures: row.integer(3) ?? 0)
            } ?? StoreRevision()
        }
    }

    /// How many times something was written, by any process.
    public func writeCount() throws -> Int64 {
        try read { try $0.first("SELECT writes FROM revisions") { $0.integer(0) ?? 0 } ?? 0 }
    }

    /// Lends a connection to `body`, which reads and may be called twice.
    func read<Result>(_ body: (PostgreSQLConnection) throws -> Result) throws -> Result {
        try withStorageErrors { try pool.withConnectionRetrying(body) }
    }

    func withStorageErrors<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failure as PostgreSQLFailure {
            throw StorageError(failure, pool.location)
        }
    }
}
