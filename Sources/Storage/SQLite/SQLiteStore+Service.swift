public import DataModel
import GRDB

extension SQLiteStore {
    /// Every review that a user wrote, in the order stored.
    public func reviews(of user: UserID) throws -> [Review] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: ReviewRow.select + " WHERE user = (SELECT id FROM users WHERE name = ?) ORDER BY reviews.id")
            return try Row.fetchAll(statement, arguments: [user.rawValue]).map(ReviewRow.review)
        }
    }

    /// How many times something was written, by any process.
    public func writeCount() throws -> Int64 { try read { try Revisions.value(Revisions.writes, $0) } }

    /// Empties the write-ahead log, the one file in which erased rows can still be read.
    public func scrub() throws {
        try writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    }
}
