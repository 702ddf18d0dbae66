public import Bowerbird

extension TextPrediction {
    /// A review's polarity, and its stars where the model knows them, as it is printed; without a label where the model abstains.
    /// - Parameter reviewID: the review's name, where it has one.
    public func sentimentRecord(of text: String, reviewID: String? = nil, abstains: Bool = false) -> OutputRecord {
        let label: JSONValue = abstains ? .null : .string(label)
        let sorted = probabilities.sorted { $0.label < $1.label }
        let json = JSONValue.record([
            "review_id": reviewID.map { .string($0) }, "text": .string(text), "label": label,
            "probability": .float(probability),
            "abstained": abstains ? .bool(true) : nil,
            "probabilities": .object(sorted.map { .init(name: $0.label, value: .float($0.probability)) }),
            "stars": stars.map(\.json), "language": language.map { .string($0) },
            "logit": explanation.map { .float($0.logit) },
            "intercept": explanation.map { .float($0.intercept) }, "contributions": explanation.map(\.json),
            "changes": explanation.map { _ in changes(named: "label") },
        ])
        let row = JSONValue.record([
            "review_id": reviewID.map { .string($0) }, "label": label, "probability": .float(probability),
            "stars": stars.map { .float($0.expected) },
            "language": language.map { .string($0) } ?? .null, "text": .string(text),
            "because": explanation.map { .string($0.summary) },
        ])
        return OutputRecord(json, rows: [row])
    }

    private func changes(named label: String) -> JSONValue {
        .array(
            changes.map {
                .object([
                    .init(name: "without", value: .array($0.without.map { .string($0) })),
                    .init(name: label, value: .string($0.label)),
                    .init(name: "probability", value: .float($0.probability)),
                ])
            })
    }

    /// A query's categories as they are printed; none where the model abstains.
    /// - Parameter nearest: queries that are most like it; `nil` where they are not asked for.
    public func categoryRecord(
        of query: String, top: Int, abstains: Bool = false, nearest: [NearestQuery]? = nil
    ) -> OutputRecord {
        let best = probabilities.prefix(abstains ? 0 : top)
        let json = JSONValue.record([
            "query": .string(query),
            "categories": .array(
                best.map { .record(["category": .string($0.label), "probability": .float($0.probability)]) }),
            "abstained": abstains ? .bool(true) : nil,
            "logit": explanation.map { .float($0.logit) }, "intercept": explanation.map { .float($0.intercept) },
            "contributions": explanation.map(\.json), "changes": explanation.map { _ in changes(named: "category") },
            "nearest": nearest.map { .array($0.map(\.json)) },
        ])
        let rows = best.enumerated().map { place, category in
            JSONValue.record([
                "query": .string(query), "category": .string(category.label),
                "probability": .float(category.probability),
                "because": place == 0 ? explanation.map { .string($0.summary) } : nil,
            ])
        }
        return OutputRecord(json, rows: rows)
    }
}

extension NearestQuery {
    /// The query as it is printed.
    public var json: JSONValue {
        .record(["query": .string(query), "category": .string(category), "similarity": .float(similarity)])
    }
}

extension StarPrediction {
    /// The stars as they are printed.
    public var json: JSONValue {
        .record([
            "expected": .float(expected), "median": .float(median), "rounded": .float(rounded),
            "probabilities": .object(
                zip(levelNames, probabilities).map { .init(name: $0, value: .float($1)) }),
        ])
    }
}

extension Explanation {
    /// What each token adds, as it is printed.
    public var json: JSONValue {
        .array(
            contributions.map {
                .record([
                    "token": .string($0.token), "start": .integer($0.start), "end": .integer($0.end),
                    "weight": .float($0.weight),
                ])
            })
    }

    /// The tokens that count most, with their weights.
    public var summary: String {
        contributions.sorted { abs($0.weight) > abs($1.weight) }.prefix(5).map { token in
            let hundredths = (Double(token.weight) * 100).rounded() / 100
            return "\(token.token) \(hundredths < 0 ? "" : "+")\(hundredths)"
        }.joined(separator: ", ")
    }
}
