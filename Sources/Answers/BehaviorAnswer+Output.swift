public import Bowerbird

extension BehaviorAnswer {
    /// The prediction as it is printed.
    public var record: OutputRecord {
        var head: [JSONValue.Field] = [
            .init(name: "user_id", value: .string(userID.rawValue)),
            .init(name: "kind", value: .string(kind.rawValue)),
        ]
        if let itemID { head.append(.init(name: "item_id", value: .string(itemID.rawValue))) }
        if let category { head.append(.init(name: "category", value: .string(category))) }
        if kind != .rating {
            head.append(.init(name: "horizon_days", value: .integer(horizon)))
        }
        return .prediction(head + value.fields + reviewFields, reasons: reasons.map { ($0.text, $0.weight) })
    }
}

extension BehaviorAnswer {
    // So many aspects of each kind are named.
    private static let mostAspects = 3

    private var reviewFields: [JSONValue.Field] {
        var fields: [JSONValue.Field] = []
        if let reviewProbability {
            fields.append(.init(name: "review_probability", value: .rounded(Double(reviewProbability))))
        }
        guard let aspects = aspects?.aspects else { return fields }
        let praised = aspects.filter { $0.positive > $0.negative }.prefix(Self.mostAspects)
        let criticised = aspects.filter { $0.negative > $0.positive }.prefix(Self.mostAspects)
        return fields + [
            .init(name: "praised", value: .array(praised.map { .string($0.term) })),
            .init(name: "criticised", value: .array(criticised.map { .string($0.term) })),
        ]
    }
}

extension OutputRecord {
    /// A prediction with its reasons: a list of objects in JSON, the weightiest in words in a table.
    public static func prediction(_ fields: [JSONValue.Field], reasons: [(text: String, weight: Float)]) -> OutputRecord
    {
        guard let first = reasons.first else { return OutputRecord(.object(fields)) }
        let list = JSONValue.array(
            reasons.map { .record(["text": .string($0.text), "weight": .rounded(Double($0.weight))]) })
        return OutputRecord(
            .object(fields + [.init(name: "reasons", value: list)]),
            rows: [.object(fields + [.init(name: "reason", value: .string(first.text))])])
    }
}

extension BehaviorValue {
    fileprivate var fields: [JSONValue.Field] {
        switch self {
        case .probability(let probability): [.init(name: "probability", value: .rounded(Double(probability)))]
        case .amount(let amount): amount.fields(prefix: "")
        case .timing(let timing):
            [
                .init(name: "expected", value: .amount(timing.expected)),
                .init(name: "median", value: timing.quantile(0.5).map { .integer($0) } ?? .null),
                .init(name: "low", value: timing.quantile(0.1).map { .integer($0) } ?? .null),
                .init(name: "high", value: timing.quantile(0.9).map { .integer($0) } ?? .null),
                .init(name: "probability", value: .rounded(Double(timing.probability))),
            ]
        case .browsing(let browsing):
            browsing.visits.fields(prefix: "visits_") + (browsing.dwell?.fields(prefix: "dwell_seconds_") ?? []) + [
                .init(
                    name: "categories",
                    value: .array(
                        browsing.categories.map {
                            .record([
                                "category": .string($0.category), "probability": .rounded(Double($0.probability)),
                            ])
                        }))
            ]
        }
    }
}

extension AmountPrediction {
    fileprivate func fields(prefix: String) -> [JSONValue.Field] {
        [
            .init(name: prefix + "expected", value: .amount(expected)),
            .init(name: prefix + "median", value: .amount(median)),
            .init(name: prefix + "low", value: .amount(low)),
            .init(name: prefix + "high", value: .amount(high)),
        ]
    }
}
