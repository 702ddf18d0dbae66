import DataModel

/// Search queries as rows.
enum QueryRow {
    /// The query in the columns `query, category`, name of the item, name of the user, `timestamp, language`.
    static func query(_ row: some StoredRow) -> SearchQuery {
        SearchQuery(
            query: row.text(0) ?? "", category: row.text(1), itemID: row.text(2).map(ItemID.init(rawValue:)),
            userID: row.text(3).map(UserID.init(rawValue:)),
            timestamp: row.integer(4).map(Timestamp.init(milliseconds:)), language: row.text(5))
    }

    /// What makes two rows the same query: everything they say.
    static func identity(of query: SearchQuery) -> String {
        ContentIdentity.text { digest in
            digest.add(query.query)
            digest.add(query.category)
            digest.add(query.itemID?.rawValue)
            digest.add(query.userID?.rawValue)
            digest.add(query.timestamp?.milliseconds)
            digest.add(query.language)
        }
    }
}
