public import DataModel

extension Interaction: ImportableRow {
    /// `interactions`.
    public static var kindName: String { "interactions" }

    /// Its fields.
    public static let schema = Schema(
        fields: [
            FieldSpecification("user_id", aliases: ["userid", "user", "customer_id", "visitorid"], isRequired: true),
            FieldSpecification("item_id", aliases: ["itemid", "item", "product_id", "productid"], isRequired: true),
            FieldSpecification("timestamp", aliases: ["time", "event_time", "date", "created_at"], isRequired: true),
            FieldSpecification("event_type", aliases: ["feedbacktype", "feedback_type", "event", "type"]),
            FieldSpecification("value", aliases: ["event_value", "rating", "weight"]),
            FieldSpecification("quantity", aliases: ["qty"]),
            FieldSpecification("price", aliases: ["unit_price", "unitprice"]),
            FieldSpecification("currency"),
            FieldSpecification("dwell_seconds", aliases: ["dwell"]),
            FieldSpecification("session_id", aliases: ["sessionid", "session"]),
            FieldSpecification("query", aliases: ["search_query"]),
        ], keepsAttributes: false)

    /// Reads it from a record.
    public init(_ record: Record) throws(FieldError) {
        guard let timestamp = try record.timestamp(2, "timestamp") else {
            throw FieldError(field: "timestamp", reason: "it is empty; every row needs one")
        }
        self.init(
            userID: UserID(rawValue: try record.requiredText(0, "user_id")),
            itemID: ItemID(rawValue: try record.requiredText(1, "item_id")), timestamp: timestamp,
            eventType: record.text(3)?.lowercased() ?? Interaction.defaultEventType,
            value: try record.number(4, "value"), quantity: try record.number(5, "quantity"),
            price: try record.amount(6, "price"), currency: record.text(7),
            dwellSeconds: try record.amount(8, "dwell_seconds"), sessionID: record.text(9), query: record.text(10))
    }
}
