import DataModel

/// Products as rows.
enum ProductRow {
    /// The columns that ``product(_:from:_:)`` reads, in their order.
    static let columns =
        "title, description, brand, categories, price, currency, image_url, language, available, created_at, attributes"

    /// The same columns without those that lists never need.
    static let columnsWithoutLongTexts =
        "title, NULL AS description, brand, categories, price, currency, NULL AS image_url, language, available, created_at, attributes"

    /// The product of `item`, from the columns that start at `first`.
    static func product(_ row: some StoredRow, from first: Int, _ item: ItemID) -> Product {
        Product(
            itemID: item, title: row.text(first), description: row.text(first + 1), brand: row.text(first + 2),
            categories: (try? TextColumns.categories(row.text(first + 3))) ?? [], price: row.number(first + 4),
            currency: row.text(first + 5), imageURL: row.text(first + 6), language: row.text(first + 7),
            available: row.flag(first + 8),
            createdAt: row.integer(first + 9).map(Timestamp.init(milliseconds:)),
            attributes: (try? TextColumns.attributes(row.text(first + 10))) ?? [:])
    }
}

extension Product {
    /// This product with everything that `newer` says instead; what `newer` leaves out stays.
    func filledIn(by newer: Product) -> Product {
        Product(
            itemID: itemID, title: newer.title ?? title, description: newer.description ?? description,
            brand: newer.brand ?? brand, categories: newer.categories.isEmpty ? categories : newer.categories,
            price: newer.price ?? price, currency: newer.currency ?? currency, imageURL: newer.imageURL ?? imageURL,
            language: newer.language ?? language, available: newer.available ?? available,
            createdAt: newer.createdAt ?? createdAt,
            attributes: attributes.merging(newer.attributes) { $1 })
    }
}
