import DataModel

/// A review that is only read, not stored: what a polarity is asked of.
public struct ReviewText: ImportableRow {
    /// `reviews`.
    public static var kindName: String { "reviews" }
    /// Its fields; stars and whatever else is there are passed over.
    public static let schema = Schema(
        fields: ["text", "title", "review_id"].map { name in
            Review.schema.fields.first { $0.name == name } ?? FieldSpecification(name)
        }, keepsAttributes: false)

    /// What it says.
    public let text: String
    /// Its headline.
    public let title: String?
    /// Its name, where it has one.
    public let reviewID: String?

    /// A review of which nothing else is known.
    public init(text: String) {
        self.text = text
        title = nil
        reviewID = nil
    }

    /// Headline and text as one string, as of a stored review.
    public var fullText: String { Review(text: text, title: title).fullText }

    /// Reads it from a record.
    public init(_ record: Record) throws(FieldError) {
        text = try record.requiredText(0, "text")
        title = record.text(1)
        reviewID = record.text(2)
    }
}

/// A search query that is only read, not stored: what categories are asked of.
public struct QueryText: ImportableRow {
    /// `queries`.
    public static var kindName: String { "queries" }
    /// Its field; whatever else is there is passed over.
    public static let schema = Schema(
        fields: SearchQuery.schema.fields.filter { $0.name == "query" }, keepsAttributes: false)

    /// What was searched for.
    public let query: String

    /// A query from its words.
    public init(query: String) { self.query = query }

    /// Reads it from a record.
    public init(_ record: Record) throws(FieldError) { query = try record.requiredText(0, "query") }
}
