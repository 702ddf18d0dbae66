import DataModel

extension PostgreSQLWriter {
    func erase(_ user: UserID) throws -> UserErasure {
        var erasure = UserErasure()
        // What was wrong with a row may quote what was sent of the user, who need not be known otherwise.
        try connection.execute(
            "UPDATE imports SET problems = $1 WHERE problems <> $1", [.text(ImportRow.none)])
        // Lists are shown to some of whom nothing else is stored.
        erasure.exposures = try connection.execute(
            "DELETE FROM exposures WHERE user_name = $1", [.text(user.rawValue)])
        guard let id = try id("users", user.rawValue) else {
            // A service may hold that a further list was shown to them.
            if erasure.exposures > 0 { try raiseErasures() }
            return erasure
        }
        func delete(_ table: String) throws -> Int {
            try connection.execute("DELETE FROM \(table) WHERE user_number = $1", [.integer(id)])
        }
        erasure.wasKnown = true
        erasure.interactions = try delete("interactions")
        erasure.reviews = try delete("reviews")
        erasure.queries = try delete("queries")
        erasure.sessions = try delete("sessions")
        try connection.execute("DELETE FROM users WHERE id = $1", [.integer(id)])
        // Kept answers may quote what was sent of the user.
        try connection.execute("DELETE FROM kept_answers")
        try raiseErasures()
        return erasure
    }

    func eraseInteractions(of user: UserID, with item: ItemID) throws -> Int {
        let count = try connection.execute(
            """
            DELETE FROM interactions WHERE user_number = (SELECT id FROM users WHERE name = $1)
                AND item = (SELECT id FROM items WHERE name = $2)
            """, [.text(user.rawValue), .text(item.rawValue)])
        if count > 0 { try raiseErasures() }
        return count
    }

    func eraseItem(_ item: ItemID) throws -> Bool {
        guard let id = try id("items", item.rawValue) else { return false }
        for table in ["interactions", "reviews", "queries", "products", "prices"] {
            try connection.execute("DELETE FROM \(table) WHERE item = $1", [.integer(id)])
        }
        // A model that was trained with it may still know it: it is not to be in a list.
        try connection.execute("INSERT INTO products (item, available) VALUES ($1, FALSE)", [.integer(id)])
        try connection.execute("UPDATE revisions SET products = products + 1")
        try raiseErasures()
        return true
    }

    func insert(_ key: StoredKey) throws {
        try connection.execute(
            "INSERT INTO api_keys (\(KeyRow.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                .text(key.id), .text(key.name), .text(key.digest), .text(key.scopes.joined(separator: ",")),
                .integer(key.requestsPerSecond.map { Int64($0) }), .integer(key.createdAt.milliseconds),
                .integer(key.revokedAt?.milliseconds),
            ])
    }

    func revokeKey(_ id: String, at time: Timestamp) throws -> Bool {
        try connection.execute(
            "UPDATE api_keys SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL",
            [.integer(time.milliseconds), .text(id)]) > 0
    }

    func answer(toKey key: String) throws -> KeptAnswer? {
        try connection.first("SELECT request, answer FROM kept_answers WHERE key = $1", [.text(key)]) { row in
            KeptAnswer(requestDigest: row.text(0) ?? "", text: row.text(1) ?? "")
        }
    }

    func keep(
        _ answer: KeptAnswer, underKey key: String, at time: Timestamp, forgettingBefore oldest: Timestamp
    ) throws {
        try connection.execute("DELETE FROM kept_answers WHERE kept_at < $1", [.integer(oldest.milliseconds)])
        try connection.execute(
            """
            INSERT INTO kept_answers (key, request, answer, kept_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (key) DO UPDATE SET request = excluded.request, answer = excluded.answer,
                kept_at = excluded.kept_at
            """,
            [.text(key), .text(answer.requestDigest), .text(answer.text), .integer(time.milliseconds)])
    }

    private func id(_ table: String, _ name: String) throws -> Int64? {
        try connection.first("SELECT id FROM \(table) WHERE name = $1", [.text(name)]) { $0.integer(0) ?? 0 }
    }

    // Nothing is remembered beyond it: the ids of who was erased are nobody's.
    private func raiseErasures() throws {
        let erasures = try connection.first("UPDATE revisions SET erasures = erasures + 1 RETURNING erasures") {
            $0.integer(0) ?? 0
        }
        caches = IdentifierCaches(erasures: erasures ?? 0)
    }
}
