public import DataModel

extension PostgreSQLStore {
    /// The newest `limit` interactions of a user, oldest first.
    /// - Parameter revision: only what had been stored by then; `nil` for everything.
    public func history(of user: UserID, limit: Int, asOf revision: StoreRevision?) throws -> [Interaction] {
        try read { connection in
            try connection.rows(
                """
                SELECT \(PostgreSQLSelect.interactionColumns)
                FROM interactions JOIN items ON items.id = item JOIN event_types ON event_types.id = event_type
                WHERE user_number = (SELECT id FROM users WHERE name = $1) AND interactions.id <= $2
                ORDER BY timestamp DESC, interactions.id DESC LIMIT $3
                """,
                [
                    .text(user.rawValue), .integer(revision?.interactions ?? .max), .integer(Int64(limit)),
                ]
            ) { InteractionRow.interaction($0, from: 0, of: user) }.reversed()
        }
    }

    /// The items of the newest `limit` interactions of a user with the catalogue's revision, in one read.
    public func recentItems(of user: UserID, limit: Int) throws -> RecentItems {
        try read { connection in
            var recent = RecentItems()
            _ = try connection.rows(
                """
                SELECT revisions.products, recent.name, recent.timestamp
                FROM revisions LEFT JOIN (
                    SELECT items.name, timestamp, interactions.id
                    FROM interactions JOIN items ON items.id = item
                    WHERE user_number = (SELECT id FROM users WHERE name = $1)
                    ORDER BY timestamp DESC, interactions.id DESC LIMIT $2
                ) recent ON TRUE
                ORDER BY recent.timestamp, recent.id
                """, [.text(user.rawValue), .integer(Int64(limit))]
            ) { row in
                recent.catalogueRevision = row.integer(0) ?? 0
                guard let item = row.text(1) else { return }
                recent.items.append(ItemID(rawValue: item))
                recent.newest = row.integer(2).map(Timestamp.init(milliseconds:))
            }
            return recent
        }
    }

    /// What is known of a user, or `nil`.
    public func profile(of user: UserID) throws -> User? {
        try read { connection in
            try connection.first(
                "SELECT attributes FROM users WHERE name = $1 AND attributes IS NOT NULL", [.text(user.rawValue)]
            ) { User(userID: user, attributes: try TextColumns.attributes($0.text(0))) }
        }
    }

    /// The newest `limit` search queries of a user, newest first; those without a time are the oldest.
    /// - Parameter revision: only what had been stored by then; `nil` for everything.
    public func queries(of user: UserID, limit: Int, asOf revision: StoreRevision?) throws -> [SearchQuery] {
        try read { connection in
            try connection.rows(
                PostgreSQLSelect.queries + """
                     WHERE user_number = (SELECT id FROM users WHERE name = $1) AND queries.id <= $2
                    ORDER BY timestamp DESC NULLS LAST, queries.id DESC LIMIT $3
                    """,
                [.text(user.rawValue), .integer(revision?.queries ?? .max), .integer(Int64(limit))]
            ) { QueryRow.query($0) }
        }
    }

    /// The newest `limit` search queries of all users in the order stored, the last one stored first.
    public func queries(limit: Int) throws -> [SearchQuery] {
        try read { connection in
            try connection.rows(
                PostgreSQLSelect.queries + " ORDER BY queries.id DESC LIMIT $1", [.integer(Int64(limit))]
            ) { QueryRow.query($0) }
        }
    }

    /// What was chosen after this query, most often first; letters A–Z and a–z count as the same.
    /// - Parameter revision: only what had been stored by then; `nil` for everything.
    public func choices(after query: String, asOf revision: StoreRevision?) throws -> [(item: ItemID, count: Int)] {
        try read { connection in
            try connection.rows(
                """
                SELECT items.name, COUNT(*) FROM queries JOIN items ON items.id = item
                WHERE lower(query) = lower($1::text COLLATE "C") AND queries.id <= $2
                GROUP BY item, items.name ORDER BY COUNT(*) DESC, item
                """, [.text(query), .integer(revision?.queries ?? .max)]
            ) { (item: ItemID(rawValue: $0.text(0) ?? ""), count: Int($0.integer(1) ?? 0)) }
        }
    }

    /// Every review that a user wrote, in the order stored.
    public func reviews(of user: UserID) throws -> [Review] {
        try read { connection in
            try connection.rows(
                PostgreSQLSelect.reviews
                    + " WHERE user_number = (SELECT id FROM users WHERE name = $1) ORDER BY reviews.id",
                [.text(user.rawValue)]
            ) { ReviewRow.review($0) }
        }
    }

    /// Every session of a user that is a row of its own, in the order stored.
    public func sessions(of user: UserID) throws -> [Session] {
        try read { connection in
            try connection.rows(
                PostgreSQLSelect.sessions + " WHERE users.name = $1 ORDER BY sessions.id", [.text(user.rawValue)]
            ) { try SessionRow.session($0) }
        }
    }
}
