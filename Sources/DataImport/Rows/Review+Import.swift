public import DataModel

extension Review: ImportableRow {
    /// `reviews`.
    public static var kindName: String { "reviews" }

    /// Its fields.
    public static let schema = Schema(
        fields: [
            FieldSpecification(
                "text", aliases: ["review", "review_text", "reviewtext", "review text", "comment"], isRequired: true),
            FieldSpecification("rating", aliases: ["stars", "overall"]),
            FieldSpecification("label", aliases: ["sentiment", "polarity"]),
            FieldSpecification("user_id", aliases: ["userid", "user", "customer_id"]),
            FieldSpecification("item_id", aliases: ["itemid", "item", "product_id", "productid"]),
            FieldSpecification("title", aliases: ["summary", "headline"]),
            FieldSpecification("timestamp", aliases: ["time", "date"]),
            FieldSpecification("language"),
            FieldSpecification("review_id", aliases: ["reviewid", "id"]),
        ], keepsAttributes: false)

    /// Reads it from a record.
    public init(_ record: Record) throws(FieldError) {
        // Dates of reviews come in many spellings and nothing depends on them: what cannot be read is left out.
        let timestamp = record.text(6).flatMap { Timestamp(parsing: $0) }
        let rating = try record.number(1, "rating")
        if let rating, !(0...5).contains(rating) {
            throw FieldError(field: "rating", reason: "\(rating) is not between 0 and 5 stars")
        }
        self.init(
            reviewID: record.text(8), text: try record.requiredText(0, "text"), title: record.text(5), rating: rating,
            label: try Self.label(record.text(2)), userID: record.text(3).map(UserID.init(rawValue:)),
            itemID: record.text(4).map(ItemID.init(rawValue:)), timestamp: timestamp, language: record.text(7))
    }

    private static func label(_ text: String?) throws(FieldError) -> Sentiment? {
        switch text?.lowercased() {
        case nil: return nil
        case "0", "neg", "negative", "-1": return .negative
        case "neu", "neutral": return .neutral
        case "1", "pos", "positive": return .positive
        case let other?:
            throw FieldError(
                field: "label", reason: "'\(other)' is no polarity; write negative, neutral, positive, 0 or 1")
        }
    }
}
