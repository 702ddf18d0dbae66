import DataModel

/// Prices as rows.
enum PriceRow {
    /// The columns that ``change(_:)`` reads, in their order.
    static let columns = "prices.since, prices.price, prices.currency"

    /// The price in a row of ``columns``.
    static func change(_ row: some StoredRow) -> PriceChange {
        PriceChange(
            since: Timestamp(milliseconds: row.integer(0) ?? 0), price: row.number(1) ?? 0, currency: row.text(2))
    }
}
