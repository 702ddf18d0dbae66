import DataModel

/// Products as columns.
struct ProductColumns {
    static let upsert = """
        INSERT INTO products (item, title, description, brand, categories, price, currency, image_url, language, available,
            created_at, attributes)
        SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::text[],
            $8::text[], $9::text[], $10::boolean[], $11::bigint[], $12::text[])
        ON CONFLICT (item) DO UPDATE SET title = excluded.title, description = excluded.description,
            brand = excluded.brand, categories = excluded.categories, price = excluded.price,
            currency = excluded.currency, image_url = excluded.image_url, language = excluded.language,
            available = excluded.available, created_at = excluded.created_at, attributes = excluded.attributes
        """

    private var item = PostgreSQLArray(.integer, "item_id")
    private var title = PostgreSQLArray(.text, "title")
    private var description = PostgreSQLArray(.text, "description")
    private var brand = PostgreSQLArray(.text, "brand")
    private var categories = PostgreSQLArray(.text, "categories")
    private var price = PostgreSQLArray(.number, "price")
    private var currency = PostgreSQLArray(.text, "currency")
    private var imageURL = PostgreSQLArray(.text, "image_url")
    private var language = PostgreSQLArray(.text, "language")
    private var available = PostgreSQLArray(.flag, "available")
    private var createdAt = PostgreSQLArray(.integer, "created_at")
    private var attributes = PostgreSQLArray(.text, "attributes")

    mutating func append(_ row: Product, item: Int64?) throws {
        self.item.append(item)
        try title.append(row.title)
        try description.append(row.description)
        try brand.append(row.brand)
        try categories.append(TextColumns.encode(row.categories))
        price.append(row.price)
        try currency.append(row.currency)
        try imageURL.append(row.imageURL)
        try language.append(row.language)
        available.append(row.available)
        createdAt.append(row.createdAt?.milliseconds)
        try attributes.append(TextColumns.encode(row.attributes))
    }

    var values: [PostgreSQLValue] {
        [
            item, title, description, brand, categories, price, currency, imageURL, language, available, createdAt,
            attributes,
        ].map { .array($0) }
    }
}
