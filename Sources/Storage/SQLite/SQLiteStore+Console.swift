public import DataModel
import GRDB

extension SQLiteStore {
    /// The session at the console with this digest, if it is not over.
    public func consoleSession(_ digest: String, at time: Timestamp) throws -> ConsoleSession? {
        try read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT \(ConsoleSessionRow.columns) FROM console_sessions WHERE digest = ? AND expires_at > ?")
            return try Row.fetchOne(statement, arguments: [digest, time.milliseconds]).map(ConsoleSessionRow.session)
        }
    }

    /// Begins a session at the console, and forgets those that are over.
    public func begin(_ session: ConsoleSession, at time: Timestamp) throws {
        try withStorageErrors {
            try pool.write { db in
                try db.execute(
                    sql: "DELETE FROM console_sessions WHERE expires_at <= ?", arguments: [time.milliseconds])
                try db.execute(
                    sql: "INSERT INTO console_sessions (\(ConsoleSessionRow.columns)) VALUES (?, ?, ?)",
                    arguments: [session.digest, session.key, session.expiresAt.milliseconds])
            }
        }
    }

    /// Ends the session at the console with this digest, if there is one.
    public func endConsoleSession(_ digest: String) throws {
        try withStorageErrors {
            try pool.write { db in
                try db.execute(sql: "DELETE FROM console_sessions WHERE digest = ?", arguments: [digest])
            }
        }
    }
}
