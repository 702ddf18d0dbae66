import DataModel

/// Rows that fill in or replace what is stored: what is known of all of them is read at once, they are gone through in
/// their order as if each were stored before the next is looked at, and what came out is written at once.
extension PostgreSQLWriter {
    func upsert(_ products: [Product]) throws -> StoreChange {
        let change = try inPieces(products, size: { $0.description?.utf8.count ?? 0 }) { rows in
            let items = try ids(of: rows.lazy.map(\.itemID.rawValue), in: .items)
            let stored = try connection.rows(
                """
                SELECT items.name, \(ProductRow.columns) FROM products JOIN items ON items.id = item
                WHERE item = ANY($1::bigint[])
                """, [.array(PostgreSQLArray(items.values))]
            ) { ProductRow.product($0, from: 1, ItemID(rawValue: $0.text(0) ?? "")) }
            var merge = RowMerge(stored: stored, by: \.itemID)
            for row in rows { merge.add(row, as: row.itemID) { $0.filledIn(by: row) } }
            var columns = ProductColumns()
            for row in merge.changed { try columns.append(row, item: items[row.itemID.rawValue]) }
            if !merge.changed.isEmpty { try connection.execute(ProductColumns.upsert, columns.values) }
            return merge.change
        }
        if change.inserted + change.updated > 0 {
            try connection.execute("UPDATE revisions SET products = products + 1")
        }
        return change
    }

    func upsert(_ users: [User]) throws -> StoreChange {
        try inPieces(users) { rows in
            let stored = try connection.rows(
                "SELECT name, attributes FROM users WHERE name = ANY($1::text[])",
                [.array(try PostgreSQLArray(rows.lazy.map(\.userID.rawValue), "user_id"))]
            ) { row in
                User(userID: UserID(rawValue: row.text(0) ?? ""), attributes: try TextColumns.attributes(row.text(1)))
            }
            var merge = RowMerge(stored: stored, by: \.userID)
            for row in rows {
                merge.add(row, as: row.userID) { known in
                    User(userID: row.userID, attributes: known.attributes.merging(row.attributes) { $1 })
                }
            }
            let ids = try ids(of: merge.changed.lazy.map(\.userID.rawValue), in: .users)
            var numbers = PostgreSQLArray(.integer, "user_id")
            var attributes = PostgreSQLArray(.text, "attributes")
            for row in merge.changed {
                numbers.append(ids[row.userID.rawValue])
                try attributes.append(TextColumns.encode(row.attributes))
            }
            if !merge.changed.isEmpty {
                try connection.execute(
                    """
                    UPDATE users SET attributes = new.attributes
                    FROM unnest($1::bigint[], $2::text[]) AS new(id, attributes) WHERE users.id = new.id
                    """, [.array(numbers), .array(attributes)])
            }
            return merge.change
        }
    }

    func upsert(_ reviews: [Review]) throws -> StoreChange {
        try inPieces(reviews, size: { $0.text.utf8.count }) { rows in
            let identities = rows.map(ReviewRow.identity)
            let stored = try connection.rows(
                "SELECT identity, \(PostgreSQLSelect.reviewColumns) FROM \(PostgreSQLSelect.reviewTables) "
                    + "WHERE identity = ANY($1::text[])", [.array(try PostgreSQLArray(identities, "review_id"))]
            ) { (identity: $0.text(0) ?? "", review: ReviewRow.review($0, from: 1)) }
            var merge = RowMerge(Dictionary(stored.map { ($0.identity, $0.review) }) { $1 })
            // Everybody a row names is known from then on, also where a later row of the same review names another.
            var written: [Review] = []
            for (identity, row) in zip(identities, rows) {
                if merge.add(row, as: identity, merging: { _ in row }) { written.append(row) }
            }
            let users = try ids(of: written.lazy.compactMap(\.userID?.rawValue), in: .users)
            let items = try ids(of: written.lazy.compactMap(\.itemID?.rawValue), in: .items)
            var columns = ReviewColumns()
            for row in merge.changed {
                try columns.append(
                    row, identity: ReviewRow.identity(of: row), user: row.userID.flatMap { users[$0.rawValue] },
                    item: row.itemID.flatMap { items[$0.rawValue] })
            }
            if !merge.changed.isEmpty { try connection.execute(ReviewColumns.upsert, columns.values) }
            return merge.change
        }
    }

    func upsert(_ sessions: [Session]) throws -> StoreChange {
        try inPieces(sessions) { rows in
            let stored = try connection.rows(
                PostgreSQLSelect.sessions + " WHERE sessions.name = ANY($1::text[])",
                [.array(try PostgreSQLArray(rows.lazy.map(\.sessionID), "session_id"))]
            ) { try SessionRow.session($0) }
            var merge = RowMerge(stored: stored, by: \.sessionID)
            var written: [Session] = []
            for row in rows {
                let isWritten = merge.add(row, as: row.sessionID) { SessionRow.merged($0, with: row) }
                if isWritten { written.append(row) }
            }
            let users = try ids(of: (written + merge.changed).lazy.compactMap(\.userID?.rawValue), in: .users)
            var columns = SessionColumns()
            for row in merge.changed {
                try columns.append(row, user: row.userID.flatMap { users[$0.rawValue] })
            }
            if !merge.changed.isEmpty { try connection.execute(SessionColumns.upsert, columns.values) }
            return merge.change
        }
    }
}
