public import DataModel
import GRDB

extension SQLiteStore {
    /// Users by name, those after `name`.
    public func users(after name: UserID?, limit: Int) throws -> [User] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT name, attributes FROM users WHERE name > ? ORDER BY name LIMIT ?",
                arguments: [name?.rawValue ?? "", limit]
            ).map { User(userID: UserID(rawValue: $0[0]), attributes: try TextColumns.attributes($0[1])) }
        }
    }

    /// Products by the name of their item, those after `item`.
    public func products(after item: ItemID?, limit: Int, matching words: String?) throws -> [Product] {
        try read { db in
            let pattern = words.map { text in
                "%" + text.map { "\\%_".contains($0) ? "\\\($0)" : String($0) }.joined() + "%"
            }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT items.name, \(ProductRow.columns) FROM products JOIN items ON items.id = item
                    WHERE items.name > ?1 AND (?2 IS NULL OR title LIKE ?2 ESCAPE '\\' OR items.name LIKE ?2 ESCAPE '\\')
                    ORDER BY items.name LIMIT ?3
                    """, arguments: [item?.rawValue ?? "", pattern, limit]
            ).map { ProductRow.product($0, from: 1, ItemID(rawValue: $0[0])) }
        }
    }

    /// The products that entered the catalogue last, newest first.
    public func newestProducts(limit: Int) throws -> [Product] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT items.name, \(ProductRow.columns) FROM products JOIN items ON items.id = item
                    WHERE available IS NOT 0 AND created_at IS NOT NULL ORDER BY created_at DESC, item LIMIT ?
                    """, arguments: [limit]
            ).map { ProductRow.product($0, from: 1, ItemID(rawValue: $0[0])) }
        }
    }

    /// Interactions in the order of storing, those after the one at `position`.
    public func interactions(after position: Int64, limit: Int) throws -> [(position: Int64, interaction: Interaction)]
    {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT interactions.id, users.name, items.name, timestamp, event_types.name, value, quantity, price,
                        currency, dwell_seconds, session_id, query
                    FROM interactions JOIN users ON users.id = user JOIN items ON items.id = item
                        JOIN event_types ON event_types.id = event_type
                    WHERE interactions.id > ? ORDER BY interactions.id LIMIT ?
                    """, arguments: [position, limit]
            ).map { row in
                (row[0], InteractionRow.interaction(row, from: 2, of: UserID(rawValue: row[1])))
            }
        }
    }
}
