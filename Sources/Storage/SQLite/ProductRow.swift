import DataModel
import GRDB

/// Products as rows.
enum ProductRow {
    /// The product in a row of the table `products`.
    static func product(_ row: Row, _ item: ItemID) -> Product {
        Product(
            itemID: item, title: row["title"], description: row["description"], brand: row["brand"],
            categories: (try? TextColumns.categories(row["categories"])) ?? [], price: row["price"],
            currency: row["currency"], imageURL: row["image_url"], language: row["language"],
            available: row["available"],
            createdAt: (row["created_at"] as Int64?).map(Timestamp.init(milliseconds:)),
            attributes: (try? TextColumns.attributes(row["attributes"])) ?? [:])
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
