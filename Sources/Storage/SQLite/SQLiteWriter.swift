import DataModel
import GRDB

/// Writes within one SQLite transaction.
final class SQLiteWriter: StoreWriter {
    let db: Database
    var caches: IdentifierCaches

    init(db: Database, caches: IdentifierCaches) {
        self.db = db
        self.caches = caches
    }

    func insert(_ interactions: [Interaction]) throws -> StoreChange {
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO interactions
                (user, item, timestamp, event_type, digest, value, quantity, price, currency, dwell_seconds, session_id, query)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var change = StoreChange()
        for row in interactions {
            statement.setUncheckedArguments(
                StatementArguments(
                    [
                        try id(ofUser: row.userID), try id(ofItem: row.itemID), row.timestamp.milliseconds,
                        try id(ofEventType: row.eventType), InteractionRow.digest(of: row), row.value, row.quantity,
                        row.price,
                        row.currency,
                        row.dwellSeconds, row.sessionID, row.query,
                    ] as [(any DatabaseValueConvertible)?]))
            try statement.execute()
            if db.changesCount > 0 { change.inserted += 1 } else { change.unchanged += 1 }
        }
        return change
    }

    func upsert(_ products: [Product]) throws -> StoreChange {
        let read = try db.cachedStatement(sql: "SELECT \(ProductRow.columns) FROM products WHERE item = ?")
        let write = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO products
                (item, title, description, brand, categories, price, currency, image_url, language, available, created_at,
                    attributes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var change = StoreChange()
        for product in products {
            let item = try id(ofItem: product.itemID)
            let known = try Row.fetchOne(read, arguments: [item]).map {
                ProductRow.product($0, from: 0, product.itemID)
            }
            let merged = known.map { $0.filledIn(by: product) } ?? product
            if let known, known == merged {
                change.unchanged += 1
                continue
            }
            write.setUncheckedArguments(
                StatementArguments(
                    [
                        item, merged.title, merged.description, merged.brand, try TextColumns.encode(merged.categories),
                        merged.price, merged.currency, merged.imageURL, merged.language, merged.available,
                        merged.createdAt?.milliseconds, try TextColumns.encode(merged.attributes),
                    ] as [(any DatabaseValueConvertible)?]))
            try write.execute()
            if known == nil { change.inserted += 1 } else { change.updated += 1 }
        }
        if change.inserted + change.updated > 0 {
            try Revisions.raise(Revisions.products, db)
        }
        return change
    }

    func upsert(_ users: [User]) throws -> StoreChange {
        let read = try db.cachedStatement(sql: "SELECT attributes FROM users WHERE name = ?")
        let write = try db.cachedStatement(sql: "UPDATE users SET attributes = ? WHERE id = ?")
        var change = StoreChange()
        for user in users {
            let known = try Row.fetchOne(read, arguments: [user.userID.rawValue])
            let before = try known.map { try TextColumns.attributes($0[0]) }
            let merged = (before ?? [:]).merging(user.attributes) { $1 }
            if let before, before == merged {
                change.unchanged += 1
                continue
            }
            let id = try id(ofUser: user.userID)
            write.setUncheckedArguments([try TextColumns.encode(merged), id])
            try write.execute()
            if known == nil { change.inserted += 1 } else { change.updated += 1 }
        }
        return change
    }

    func upsert(_ reviews: [Review]) throws -> StoreChange {
        let read = try db.cachedStatement(sql: SQLiteSelect.reviews + " WHERE identity = ?")
        let write = try db.cachedStatement(
            sql: """
                INSERT INTO reviews
                (identity, review_id, text, title, rating, label, user, item, timestamp, language)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (identity) DO UPDATE SET review_id = excluded.review_id, text = excluded.text,
                    title = excluded.title, rating = excluded.rating, label = excluded.label, user = excluded.user,
                    item = excluded.item, timestamp = excluded.timestamp, language = excluded.language
                """)
        var change = StoreChange()
        for review in reviews {
            let identity = ReviewRow.identity(of: review)
            let known = try Row.fetchOne(read, arguments: [identity]).map { ReviewRow.review($0) }
            if known == review {
                change.unchanged += 1
                continue
            }
            write.setUncheckedArguments(
                StatementArguments(
                    [
                        identity, review.reviewID, review.text, review.title, review.rating, review.label?.rawValue,
                        try review.userID.map(id(ofUser:)), try review.itemID.map(id(ofItem:)),
                        review.timestamp?.milliseconds, review.language,
                    ] as [(any DatabaseValueConvertible)?]))
            try write.execute()
            if known == nil { change.inserted += 1 } else { change.updated += 1 }
        }
        return change
    }

    func insert(_ queries: [SearchQuery]) throws -> StoreChange {
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO queries (identity, query, category, user, item, timestamp, language)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        var change = StoreChange()
        for query in queries {
            statement.setUncheckedArguments(
                StatementArguments(
                    [
                        QueryRow.identity(of: query), query.query, query.category, try query.userID.map(id(ofUser:)),
                        try query.itemID.map(id(ofItem:)), query.timestamp?.milliseconds, query.language,
                    ] as [(any DatabaseValueConvertible)?]))
            try statement.execute()
            if db.changesCount > 0 { change.inserted += 1 } else { change.unchanged += 1 }
        }
        return change
    }

    func upsert(_ sessions: [Session]) throws -> StoreChange {
        let read = try db.cachedStatement(sql: SQLiteSelect.sessions + " WHERE sessions.name = ?")
        let write = try db.cachedStatement(
            sql: """
                INSERT INTO sessions (name, user, timestamp, purchased, attributes) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET user = excluded.user, timestamp = excluded.timestamp,
                    purchased = excluded.purchased, attributes = excluded.attributes
                """)
        var change = StoreChange()
        for session in sessions {
            let known = try Row.fetchOne(read, arguments: [session.sessionID]).map(SessionRow.session)
            let merged = known.map { SessionRow.merged($0, with: session) } ?? session
            if known == merged {
                change.unchanged += 1
                continue
            }
            write.setUncheckedArguments(
                StatementArguments(
                    [
                        merged.sessionID, try merged.userID.map(id(ofUser:)), merged.timestamp?.milliseconds,
                        merged.purchased, try TextColumns.encode(merged.attributes),
                    ] as [(any DatabaseValueConvertible)?]))
            try write.execute()
            if known == nil { change.inserted += 1 } else { change.updated += 1 }
        }
        return change
    }

    private func id(ofUser user: UserID) throws -> Int64 { try id(of: user.rawValue, in: "users", \.users) }

    private func id(ofItem item: ItemID) throws -> Int64 { try id(of: item.rawValue, in: "items", \.items) }

    private func id(ofEventType type: String) throws -> Int64 { try id(of: type, in: "event_types", \.eventTypes) }

    private func id(
        of name: String, in table: String, _ cache: WritableKeyPath<IdentifierCaches, IdentifierCache>
    ) throws -> Int64 {
        if let known = caches[keyPath: cache][name] { return known }
        let read = try db.cachedStatement(sql: "SELECT id FROM \(table) WHERE name = ?")
        let id: Int64
        if let stored = try Int64.fetchOne(read, arguments: [name]) {
            id = stored
        } else {
            let write = try db.cachedStatement(sql: "INSERT INTO \(table) (name) VALUES (?)")
            try write.execute(arguments: [name])
            id = db.lastInsertedRowID
        }
        caches[keyPath: cache].remember(name, id)
        return id
    }
}
