public import Bowerbird

extension ItemAspects {
    /// The aspects as they are printed: one object an item, one table row an aspect.
    public var record: OutputRecord {
        let json = JSONValue.record([
            "item_id": .string(itemID.rawValue), "review_count": .integer(reviewCount),
            "aspects": .array(aspects.map(\.json)),
        ])
        let rows = aspects.map { aspect in
            JSONValue.record([
                "item_id": .string(itemID.rawValue), "aspect": .string(aspect.term),
                "reviews": .integer(aspect.reviewCount), "positive": .integer(aspect.positive),
                "negative": .integer(aspect.negative), "neutral": .integer(aspect.neutral),
                "example": .string(aspect.examples.first?.sentence ?? ""),
            ])
        }
        return OutputRecord(json, rows: rows)
    }
}

extension Aspect {
    fileprivate var json: JSONValue {
        .record([
            "aspect": .string(term), "reviews": .integer(reviewCount), "positive": .integer(positive),
            "negative": .integer(negative), "neutral": .integer(neutral),
            "examples": .array(
                examples.map { example in
                    .record([
                        "sentence": .string(example.sentence),
                        "review_id": example.reviewID.map { .string($0) } ?? .null,
                        "opinion": .float(example.opinion),
                    ])
                }),
        ])
    }
}
