public import DataModel
import GRDB

extension SQLiteStore {
    /// Every review that a user wrote, in the order stored.
    public func reviews(of user: UserID) throws -> [Review] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: SQLiteSelect.reviews + " WHERE user = (SELECT id FROM users WHERE name = ?) ORDER BY reviews.id")
            return try Row.fetchAll(statement, arguments: [user.rawValue]).map { ReviewRow.review($0) }
        }
    }

    /// Every session of a user that is a row of its own, in the order stored.
    public func sessions(of user: UserID) throws -> [Session] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: SQLiteSelect.sessions + " WHERE users.name = ? ORDER BY sessions.id")
            return try Row.fetchAll(statement, arguments: [user.rawValue]).map(SessionRow.session)
        }
    }

    /// How many times something was written, by any process.
    public func writeCount() throws -> Int64 { try read { try Revisions.value(Revisions.writes, $0) } }

    /// Every API key that was ever made, oldest first.
    public func keys() throws -> [StoredKey] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT \(KeyRow.columns) FROM api_keys ORDER BY created_at, id").map(KeyRow.key)
        }
    }

    /// Empties the write-ahead log, the one file in which erased rows can still be read.
    public func scrub() throws {
        try writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    }
}
