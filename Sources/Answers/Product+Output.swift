public import DataModel
public import Storage

extension Product {
    /// What the catalogue says of the item, in the spelling of imports, and the prices that it has had, oldest first.
    public func json(prices: [PriceChange]) -> JSONValue {
        .record([
            "item_id": .string(itemID.rawValue), "title": title.map { .string($0) },
            "description": description.map { .string($0) }, "brand": brand.map { .string($0) },
            "categories": .array(categories.map { .string($0.joined(separator: " > ")) }),
            "price": price.map { .number($0) }, "currency": currency.map { .string($0) },
            "image_url": imageURL.map { .string($0) }, "language": language.map { .string($0) },
            "available": available.map { .bool($0) }, "created_at": createdAt?.json,
            "attributes": .object(
                attributes.sorted { $0.key < $1.key }.map {
                    .init(name: $0.key, value: .array($0.value.map { .string($0) }))
                }),
            "prices": .array(
                prices.map {
                    .record([
                        "since": $0.since.json, "price": .number($0.price), "currency": $0.currency.map { .string($0) },
                    ])
                }),
        ])
    }
}
