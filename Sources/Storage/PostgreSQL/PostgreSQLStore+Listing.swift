public import DataModel

extension PostgreSQLStore {
    /// What the catalogue says of an item, or `nil`.
    public func product(_ item: ItemID) throws -> Product? {
        try read { connection in
            try connection.first(
                "SELECT \(ProductRow.columns) FROM products WHERE item = (SELECT id FROM items WHERE name = $1)",
                [.text(item.rawValue)]
            ) { ProductRow.product($0, from: 0, item) }
        }
    }

    /// The whole catalogue, in the order of storing, without descriptions and images.
    public func catalogue() throws -> [Product] {
        try read { connection in
            try connection.rows(
                """
                SELECT items.name, \(ProductRow.columnsWithoutLongTexts)
                FROM products JOIN items ON items.id = item ORDER BY item
                """
            ) { Self.namedProduct($0) }
        }
    }

    /// Users by name, those after `name`.
    public func users(after name: UserID?, limit: Int) throws -> [User] {
        try read { connection in
            try connection.rows(
                "SELECT name, attributes FROM users WHERE name > $1 ORDER BY name LIMIT $2",
                [.text(name?.rawValue ?? ""), .integer(Int64(limit))]
            ) { row in
                User(
                    userID: UserID(rawValue: row.text(0) ?? ""), attributes: try TextColumns.attributes(row.text(1)))
            }
        }
    }

    /// Products by the name of their item, those after `item`.
    public func products(after item: ItemID?, limit: Int, matching words: String?) throws -> [Product] {
        try read { connection in
            try connection.rows(
                """
                SELECT items.name, \(ProductRow.columns) FROM products JOIN items ON items.id = item
                WHERE items.name > $1 AND ($2::text IS NULL
                    OR strpos(lower(title COLLATE "C"), lower($2::text COLLATE "C")) > 0
                    OR strpos(lower(items.name), lower($2::text COLLATE "C")) > 0)
                ORDER BY items.name LIMIT $3
                """, [.text(item?.rawValue ?? ""), .text(words), .integer(Int64(limit))]
            ) { Self.namedProduct($0) }
        }
    }

    /// The products that entered the catalogue last, newest first.
    public func newestProducts(limit: Int) throws -> [Product] {
        try read { connection in
            try connection.rows(
                """
                SELECT items.name, \(ProductRow.columns) FROM products JOIN items ON items.id = item
                WHERE available IS DISTINCT FROM FALSE AND created_at IS NOT NULL
                ORDER BY created_at DESC, item LIMIT $1
                """, [.integer(Int64(limit))]
            ) { Self.namedProduct($0) }
        }
    }

    /// Interactions in the order of storing, those after the one at `position`.
    public func interactions(after position: Int64, limit: Int) throws -> [(position: Int64, interaction: Interaction)]
    {
        try read { connection in
            try connection.rows(
                """
                SELECT interactions.id, users.name, \(PostgreSQLSelect.interactionColumns)
                FROM interactions JOIN users ON users.id = user_number JOIN items ON items.id = item
                    JOIN event_types ON event_types.id = event_type
                WHERE interactions.id > $1 ORDER BY interactions.id LIMIT $2
                """, [.integer(position), .integer(Int64(limit))]
            ) { row in
                (
                    row.integer(0) ?? 0,
                    InteractionRow.interaction(row, from: 2, of: UserID(rawValue: row.text(1) ?? ""))
                )
            }
        }
    }

    private static func namedProduct(_ row: PostgreSQLRow) -> Product {
        ProductRow.product(row, from: 1, ItemID(rawValue: row.text(0) ?? ""))
    }
}
