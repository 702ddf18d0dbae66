public import DataModel

extension SearchQuery: ImportableRow {
    /// `queries`.
    public static var kindName: String { "queries" }

    /// Its fields.
    public static let schema = Schema(
        fields: [
            FieldSpecification("query", aliases: ["search_query", "q", "search_term"], isRequired: true),
            FieldSpecification("category", aliases: ["label", "query_class", "category_lvl0"], form: .list),
            FieldSpecification("item_id", aliases: ["itemid", "item", "product_id", "productid"]),
            FieldSpecification("user_id", aliases: ["userid", "user", "customer_id"]),
            FieldSpecification("timestamp", aliases: ["time", "date"]),
            FieldSpecification("language"),
        ], keepsAttributes: false)

    /// Reads it from a record.
    public init(_ record: Record) throws(FieldError) {
        self.init(
            query: try record.requiredText(0, "query"),
            category: record.categories(1).first?.joined(separator: " > "),
            itemID: record.text(2).map(ItemID.init(rawValue:)), userID: record.text(3).map(UserID.init(rawValue:)),
            timestamp: try record.timestamp(4, "timestamp"), language: record.text(5))
    }
}
