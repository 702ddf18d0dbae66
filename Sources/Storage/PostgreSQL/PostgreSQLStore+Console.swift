public import DataModel

extension PostgreSQLStore {
    /// The session at the console with this digest, if it is not over.
    public func consoleSession(_ digest: String, at time: Timestamp) throws -> ConsoleSession? {
        try read { connection in
            try connection.first(
                "SELECT \(ConsoleSessionRow.columns) FROM console_sessions WHERE digest = $1 AND expires_at > $2",
                [.text(digest), .integer(time.milliseconds)]
            ) { ConsoleSessionRow.session($0) }
        }
    }

    /// Begins a session at the console, and forgets those that are over.
    public func begin(_ session: ConsoleSession, at time: Timestamp) throws {
        // Statements which may be run twice: the second time they change nothing.
        _ = try read { connection in
            try connection.execute("DELETE FROM console_sessions WHERE expires_at <= $1", [.integer(time.milliseconds)])
            try connection.execute(
                "INSERT INTO console_sessions (\(ConsoleSessionRow.columns)) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                [.text(session.digest), .text(session.key), .integer(session.expiresAt.milliseconds)])
        }
    }

    /// Ends the session at the console with this digest, if there is one.
    public func endConsoleSession(_ digest: String) throws {
        _ = try read { connection in
            try connection.execute("DELETE FROM console_sessions WHERE digest = $1", [.text(digest)])
        }
    }
}
