public import DataModel
import Foundation
import GRDB
import Synchronization

/// A shop in one SQLite file (with its write-ahead log beside it).
public final class SQLiteStore: Store {
    let pool: DatabasePool
    let path: String
    private let caches = Mutex(IdentifierCaches())

    /// Opens the file at `path`, made if it is not there, and brings its tables up to date.
    /// - Throws: ``StorageError`` when it is no database, made by a newer program, or cannot be written.
    public init(path: String) throws {
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.maximumReaderCount = 8
        configuration.prepareDatabase { db in
            // What is acknowledged survives a power cut, and what is erased is overwritten.
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;
                    PRAGMA temp_store = MEMORY
                    """)
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            let migrator = SQLiteSchema.migrator
            let isNewer = try pool.read { try migrator.hasBeenSuperseded($0) }
            if isNewer { throw StorageError.newerSchema(path: path) }
            try migrator.migrate(pool)
        } catch let error as DatabaseError {
            throw StorageError(error, path: path)
        }
    }

    /// Runs `body` as one transaction.
    public func write<Result>(_ body: (any StoreWriter) throws -> Result) throws -> Result {
        try withStorageErrors {
            // The caches are put back only when the transaction holds: a roll-back takes the ids in them away again.
            var taken = caches.withLock { held in
                let caches = held
                held = IdentifierCaches()
                return caches
            }
            let result = try pool.write { db in
                let writer = SQLiteWriter(db: db, caches: try Revisions.current(taken, db))
                let result = try body(writer)
                try Revisions.raise(Revisions.writes, db)
                taken = writer.caches
                return result
            }
            let kept = taken
            caches.withLock { $0 = kept }
            return result
        }
    }

    /// One consistent read of everything.
    public func snapshot(detailed: Bool) throws -> Snapshot {
        try withStorageErrors { try pool.read { try SnapshotReader.read($0, detailed: detailed) } }
    }

    /// The newest `limit` interactions of a user, oldest first.
    /// - Parameter revision: only what had been stored by then; `nil` for everything.
    public func history(of user: UserID, limit: Int, asOf revision: StoreRevision?) throws -> [Interaction] {
        try withStorageErrors {
            try pool.read { db in
                let statement = try db.cachedStatement(
                    sql: """
                        SELECT items.name, timestamp, event_types.name, value, quantity, price, currency, dwell_seconds,
                            session_id, query
                        FROM interactions JOIN items ON items.id = item JOIN event_types ON event_types.id = event_type
                        WHERE user = (SELECT id FROM users WHERE name = ?) AND interactions.id <= ?
                        ORDER BY timestamp DESC, interactions.id DESC LIMIT ?
                        """)
                let rows = try Row.fetchAll(
                    statement, arguments: [user.rawValue, revision?.interactions ?? .max, limit])
                return rows.reversed().map { InteractionRow.interaction($0, from: 0, of: user) }
            }
        }
    }

    /// The items of the newest `limit` interactions of a user with the catalogue's revision, in one read.
    public func recentItems(of user: UserID, limit: Int) throws -> RecentItems {
        try withStorageErrors {
            // One statement sees one state, and needs no transaction around it. What it asks for of the interactions stands in an
            // index: no row of the table is looked at.
            try pool.unsafeRead { db in
                let statement = try db.cachedStatement(
                    sql: """
                        SELECT (SELECT value FROM revisions WHERE name = ?), name, timestamp
                        FROM (SELECT 1) LEFT JOIN (
                            SELECT items.name, timestamp, interactions.id
                            FROM interactions JOIN items ON items.id = item
                            WHERE user = (SELECT id FROM users WHERE name = ?)
                            ORDER BY timestamp DESC, interactions.id DESC LIMIT ?
                        ) ON TRUE
                        ORDER BY timestamp, id
                        """)
                var recent = RecentItems()
                let cursor = try Row.fetchCursor(statement, arguments: [Revisions.products, user.rawValue, limit])
                while let row = try cursor.next() {
                    recent.catalogueRevision = row[0] ?? 0
                    guard let item = row[1] as String? else { continue }
                    recent.items.append(ItemID(rawValue: item))
                    recent.newest = Timestamp(milliseconds: row[2])
                }
                return recent
            }
        }
    }

    /// What the catalogue says of an item, or `nil`.
    public func product(_ item: ItemID) throws -> Product? {
        try withStorageErrors {
            try pool.read { db in
                let statement = try db.cachedStatement(
                    sql: "SELECT \(ProductRow.columns) FROM products WHERE item = (SELECT id FROM items WHERE name = ?)"
                )
                return try Row.fetchOne(statement, arguments: [item.rawValue]).map {
                    ProductRow.product($0, from: 0, item)
                }
            }
        }
    }

    /// How much is stored.
    public func counts() throws -> StoreCounts {
        try withStorageErrors {
            try pool.read { db in
                func count(_ table: String) throws -> Int {
                    try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(table)") ?? 0
                }
                var counts = StoreCounts()
                counts.users = try count("users")
                counts.items = try count("items")
                counts.interactions = try count("interactions")
                counts.products = try count("products")
                counts.reviews = try count("reviews")
                counts.queries = try count("queries")
                counts.sessions = try count("sessions")
                let range = try Row.fetchOne(db, sql: "SELECT MIN(timestamp), MAX(timestamp) FROM interactions")
                counts.firstInteraction = (range?[0] as Int64?).map(Timestamp.init(milliseconds:))
                counts.lastInteraction = (range?[1] as Int64?).map(Timestamp.init(milliseconds:))
                return counts
            }
        }
    }

    /// Bounds the file to `pages` pages of 4 KiB, as a full disk would.
    func limitSize(toPages pages: Int) throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }

    /// Marks the file as one that a newer program has migrated.
    func addUnknownMigration() throws {
        try pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('from the future')") }
    }

    /// Reads within one transaction.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try withStorageErrors { try pool.read(body) }
    }

    /// Copies everything into another database.
    func backUp(into copy: DatabaseQueue) throws {
        try withStorageErrors { try pool.backup(to: copy) }
    }

    /// Runs outside of any transaction.
    func writeWithoutTransaction(_ body: (Database) throws -> Void) throws {
        try withStorageErrors { try pool.writeWithoutTransaction(body) }
    }

    func withStorageErrors<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError { throw StorageError(error, path: path) }
    }
}

extension StorageError {
    init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase(path: path)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .readOnly(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_IOERR where error.message?.contains("full") == true: self = .full(path: path)
        default: self = .failed(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }
}
