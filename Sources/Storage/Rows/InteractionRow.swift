import DataModel

/// Interactions as rows.
enum InteractionRow {
    /// The interaction of `user` in the columns name of the item, `timestamp`, name of the event type, `value, quantity,
    /// price, currency, dwell_seconds, session_id, query`, which start at `first`.
    static func interaction(_ row: some StoredRow, from first: Int, of user: UserID) -> Interaction {
        Interaction(
            userID: user, itemID: ItemID(rawValue: row.text(first) ?? ""),
            timestamp: Timestamp(milliseconds: row.integer(first + 1) ?? 0), eventType: row.text(first + 2) ?? "",
            value: row.number(first + 3), quantity: row.number(first + 4), price: row.number(first + 5),
            currency: row.text(first + 6), dwellSeconds: row.number(first + 7), sessionID: row.text(first + 8),
            query: row.text(first + 9))
    }

    /// Tells rows apart that agree in user, item, time and event type.
    static func digest(of row: Interaction) -> Int64 {
        var digest = RowDigest()
        digest.add(row.value)
        digest.add(row.quantity)
        digest.add(row.price)
        digest.add(row.currency)
        digest.add(row.dwellSeconds)
        digest.add(row.sessionID)
        digest.add(row.query)
        return digest.value
    }
}
