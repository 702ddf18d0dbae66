import GRDB

extension SQLiteStore {
    /// Copies the whole database, as it is at one moment, into a new file at `path`; whoever writes meanwhile goes on.
    ///
    /// The copy is one file, without a write-ahead log.
    /// - Throws: ``StorageError`` when the copy cannot be written.
    public func backUp(to path: String) throws {
        do {
            let copy = try DatabaseQueue(path: path)
            try backUp(into: copy)
            // The copy says of itself that it has a log beside it, as the original has.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
        } catch let error as DatabaseError {
            throw StorageError(error, path: path)
        }
    }

    /// What a database file says against itself: nothing when it is whole.
    /// - Parameter isQuick: whether to leave out comparing every index with its table, which takes most of the time.
    /// - Throws: ``StorageError`` when it cannot be read at all.
    public func faults(isQuick: Bool = false) throws -> [String] {
        try read { db in
            let words = try String.fetchAll(db, sql: isQuick ? "PRAGMA quick_check(10)" : "PRAGMA integrity_check(10)")
            let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(10).map { row in
                "a row of \(row[0] as String? ?? "?") refers to one of \(row[2] as String? ?? "?") that is not there"
            }
            return words.filter { $0 != "ok" } + orphans
        }
    }

    /// The name of the last migration that the database went through, and how many there were.
    public func schema() throws -> (name: String, number: Int) {
        try read { db in
            let names = try SQLiteSchema.migrator.appliedIdentifiers(db)
            let known = SQLiteSchema.migrator.migrations.filter(names.contains)
            return (known.last ?? "none", known.count)
        }
    }

    /// The version of SQLite.
    public static var libraryVersion: String {
        (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "unknown"
    }
}
