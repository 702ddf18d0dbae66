public import DataModel

extension Product: ImportableRow {
    /// `products`.
    public static var kindName: String { "products" }

    /// Its fields.
    public static let schema = Schema(
        fields: [
            FieldSpecification(
                "item_id", aliases: ["itemid", "item", "product_id", "productid", "sku"], isRequired: true),
            FieldSpecification("title", aliases: ["name", "comment", "product_name"]),
            FieldSpecification("description", form: .list),
            FieldSpecification("brand"),
            FieldSpecification("categories", aliases: ["category", "category_l1"], form: .list),
            FieldSpecification("price"),
            FieldSpecification("currency"),
            FieldSpecification("image_url", aliases: ["image"]),
            FieldSpecification("language"),
            FieldSpecification("available", aliases: ["availability"], form: .flag),
            FieldSpecification("created_at", aliases: ["creation_timestamp", "timestamp"]),
            FieldSpecification("is_hidden", aliases: ["ishidden"], form: .flag),
        ], keepsAttributes: true)

    /// Reads it from a record.
    public init(_ record: Record) throws(FieldError) {
        var available = try record.bool(9, "available")
        if let isHidden = try record.bool(11, "is_hidden"), available == nil { available = !isHidden }
        self.init(
            itemID: ItemID(rawValue: try record.requiredText(0, "item_id")), title: record.text(1),
            description: record.text(2), brand: record.text(3), categories: record.categories(4),
            price: try record.amount(5, "price"), currency: record.text(6), imageURL: record.text(7),
            language: record.text(8), available: available, createdAt: try record.timestamp(10, "created_at"),
            attributes: record.attributes)
    }
}
