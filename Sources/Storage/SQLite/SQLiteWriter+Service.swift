import DataModel
import GRDB

extension SQLiteWriter {
    func erase(_ user: UserID) throws -> UserErasure {
        var erasure = UserErasure()
        // What was wrong with a row may quote what was sent of the user, who need not be known otherwise.
        try db.execute(
            sql: "UPDATE imports SET problems = ? WHERE problems <> ?", arguments: [ImportRow.none, ImportRow.none])
        // Lists are shown to some of whom nothing else is stored.
        try db.execute(sql: "DELETE FROM exposures WHERE user_name = ?", arguments: [user.rawValue])
        erasure.exposures = db.changesCount
        guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM users WHERE name = ?", arguments: [user.rawValue])
        else {
            // A service may hold that a further list was shown to them.
            if erasure.exposures > 0 { try Revisions.raise(Revisions.erasures, db) }
            return erasure
        }
        func delete(_ table: String) throws -> Int {
            try db.execute(sql: "DELETE FROM \(table) WHERE user = ?", arguments: [id])
            return db.changesCount
        }
        erasure.wasKnown = true
        erasure.interactions = try delete("interactions")
        erasure.reviews = try delete("reviews")
        erasure.queries = try delete("queries")
        erasure.sessions = try delete("sessions")
        try db.execute(sql: "DELETE FROM users WHERE id = ?", arguments: [id])
        // Kept answers may quote what was sent of the user.
        try db.execute(sql: "DELETE FROM kept_answers")
        try Revisions.raise(Revisions.erasures, db)
        caches = try Revisions.current(caches, db)
        return erasure
    }

    func eraseInteractions(of user: UserID, with item: ItemID) throws -> Int {
        try db.execute(
            sql: """
                DELETE FROM interactions WHERE user = (SELECT id FROM users WHERE name = ?)
                    AND item = (SELECT id FROM items WHERE name = ?)
                """, arguments: [user.rawValue, item.rawValue])
        let count = db.changesCount
        if count > 0 { try Revisions.raise(Revisions.erasures, db) }
        return count
    }

    func eraseItem(_ item: ItemID) throws -> Bool {
        guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM items WHERE name = ?", arguments: [item.rawValue])
        else { return false }
        for table in ["interactions", "reviews", "queries", "prices"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE item = ?", arguments: [id])
        }
        // A model that was trained with it may still know it: it is not to be in a list.
        try db.execute(sql: "INSERT OR REPLACE INTO products (item, available) VALUES (?, 0)", arguments: [id])
        try Revisions.raise(Revisions.products, db)
        try Revisions.raise(Revisions.erasures, db)
        return true
    }

    func insert(_ key: StoredKey) throws {
        try db.execute(
            sql: """
                INSERT INTO api_keys (id, name, digest, scopes, requests_per_second, created_at, revoked_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                key.id, key.name, key.digest, key.scopes.joined(separator: ","), key.requestsPerSecond,
                key.createdAt.milliseconds, key.revokedAt?.milliseconds,
            ])
    }

    func revokeKey(_ id: String, at time: Timestamp) throws -> Bool {
        try db.execute(
            sql: "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            arguments: [time.milliseconds, id])
        return db.changesCount > 0
    }

    func writeCount() throws -> Int64 { try Revisions.value(Revisions.writes, db) }

    func answer(toKey key: String) throws -> KeptAnswer? {
        let statement = try db.cachedStatement(sql: "SELECT request, answer FROM kept_answers WHERE key = ?")
        return try Row.fetchOne(statement, arguments: [key]).map { KeptAnswer(requestDigest: $0[0], text: $0[1]) }
    }

    func keep(
        _ answer: KeptAnswer, underKey key: String, at time: Timestamp, forgettingBefore oldest: Timestamp
    ) throws {
        let forget = try db.cachedStatement(sql: "DELETE FROM kept_answers WHERE kept_at < ?")
        try forget.execute(arguments: [oldest.milliseconds])
        let insert = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO kept_answers (key, request, answer, kept_at) VALUES (?, ?, ?, ?)")
        try insert.execute(arguments: [key, answer.requestDigest, answer.text, time.milliseconds])
    }
}
