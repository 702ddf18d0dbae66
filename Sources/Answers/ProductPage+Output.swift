public import Bowerbird

extension ProductPage {
    /// The page as it is printed: everything as JSON, the short fields as a row.
    public func record(name: String) -> OutputRecord {
        let head: [JSONValue.Field] = [
            .init(name: "item_id", value: .string(itemID)), .init(name: "title", value: .orNull(title)),
            .init(name: "brand", value: .orNull(brand)), .init(name: "price", value: .orNull(price)),
            .init(name: "currency", value: .orNull(currency)),
            .init(name: "availability", value: .orNull(availability)),
        ]
        let paths = JSONValue.array(categories.map { .array($0.map { .string($0) }) })
        let rest: [JSONValue.Field] = [
            .init(name: "categories", value: paths), .init(name: "description", value: .orNull(description)),
            .init(name: "images", value: .array(images.map { .string($0) })),
            .init(name: "rating", value: .orNull(rating)),
            .init(name: "review_count", value: reviewCount.map { .integer($0) } ?? .null),
            .init(name: "reviews", value: .array(reviews.map(\.json))),
            .init(name: "sku", value: .orNull(sku)), .init(name: "gtin", value: .orNull(gtin)),
            .init(name: "mpn", value: .orNull(mpn)),
            .init(name: "breadcrumbs", value: .array(breadcrumbs.map(\.json))),
            .init(name: "attributes", value: .object(Self.members(attributes) { .string($0) })),
            .init(name: "language", value: .orNull(language)), .init(name: "url", value: .orNull(url)),
            .init(name: "file", value: .string(name)),
            .init(name: "source", value: .object(Self.members(source) { .string($0) })),
            .init(name: "confidence", value: .object(Self.members(confidence) { .number(($0 * 100).rounded() / 100) })),
        ]
        let flat = JSONValue.Field(
            name: "categories", value: .string(categories.map { $0.joined(separator: " > ") }.joined(separator: " | ")))
        return OutputRecord(.object(head + rest), rows: [.object(head + [flat])])
    }

    /// What every source on the page says, one row each.
    public func explanation(name: String) -> OutputRecord {
        let rows = evidence.map { entry in
            JSONValue.record([
                "file": .string(name), "item_id": .string(itemID), "field": .string(entry.field),
                "source": .string(entry.source.rawValue), "value": .string(entry.value),
                "confidence": .number((entry.confidence * 100).rounded() / 100), "taken": .bool(entry.isTaken),
            ])
        }
        return OutputRecord(
            .record(["item_id": .string(itemID), "file": .string(name), "evidence": .array(rows)]), rows: rows)
    }

    private static func members<Value>(_ values: [String: Value], _ json: (Value) -> JSONValue) -> [JSONValue.Field] {
        values.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: json($0.value)) }
    }
}

extension Breadcrumb {
    /// The step as it is printed.
    public var json: JSONValue { .record(["name": name.map { .string($0) }, "url": url.map { .string($0) }]) }
}

extension PageMarkup {
    /// All structured data as it is printed.
    public func record(name: String) -> OutputRecord {
        OutputRecord(
            .record([
                "file": .string(name), "json_ld": .array(jsonLD.map(\.json)),
                "microdata": .array(microdata.map(\.json)),
                "rdfa": .array(rdfa.map(\.json)),
                "meta": .array(meta.map { .array([.string($0.name), .string($0.content)]) }),
            ]))
    }
}

extension PageMarkup.Value {
    fileprivate var json: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let value): .number(value)
        case .text(let value): .string(value)
        case .list(let values): .array(values.map(\.json))
        case .object(let members): .object(members.map { .init(name: $0.name, value: $0.value.json) })
        }
    }
}

extension PageReview {
    /// The review as it is printed.
    public var json: JSONValue {
        .record([
            "text": .string(text), "title": title.map { .string($0) }, "rating": rating.map { .number($0) },
            "author": author.map { .string($0) }, "date": date.map { .string($0) },
        ])
    }
}

extension JSONValue {
    /// A text, or `null`.
    public static func orNull(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    /// A number, or `null`.
    public static func orNull(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }
}
