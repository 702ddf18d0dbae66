import Bowerbird

extension ProductPage {
    /// The page as it is printed: everything as JSON, the short fields as a row.
    var record: OutputRecord {
        let head: [JSONValue.Field] = [
            .init(name: "item_id", value: .string(itemID)), .init(name: "title", value: .orNull(title)),
            .init(name: "brand", value: .orNull(brand)),
            .init(name: "price", value: price.map { .number($0) } ?? .null),
            .init(name: "currency", value: .orNull(currency)),
            .init(name: "availability", value: .orNull(availability)),
        ]
        let paths = JSONValue.array(categories.map { .array($0.map { .string($0) }) })
        let rest: [JSONValue.Field] = [
            .init(name: "categories", value: paths), .init(name: "description", value: .orNull(description)),
            .init(name: "images", value: .array(images.map { .string($0) })),
            .init(name: "rating", value: rating.map { .number($0) } ?? .null),
            .init(name: "review_count", value: reviewCount.map { .integer($0) } ?? .null),
            .init(name: "reviews", value: .array(reviews.map(\.json))),
            .init(name: "language", value: .orNull(language)), .init(name: "url", value: .orNull(url)),
            .init(
                name: "source",
                value: .object(source.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .string($0.value)) })),
        ]
        let flat = JSONValue.Field(
            name: "categories", value: .string(categories.map { $0.joined(separator: " > ") }.joined(separator: " | ")))
        return OutputRecord(.object(head + rest), rows: [.object(head + [flat])])
    }
}

extension PageReview {
    var json: JSONValue {
        .record([
            "text": .string(text), "title": title.map { .string($0) }, "rating": rating.map { .number($0) },
            "author": author.map { .string($0) }, "date": date.map { .string($0) },
        ])
    }
}

extension JSONValue {
    static func orNull(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
