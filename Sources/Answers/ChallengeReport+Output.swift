public import Bowerbird
import Evaluation

extension ChallengeReport {
    /// The comparison as it is printed: one object, or a row a model and one for the difference.
    public var record: OutputRecord {
        let rows: [(String, Estimate)] = [
            (current, currentNDCG), (challenger, challengerNDCG), ("difference", difference),
        ]
        return OutputRecord(
            json,
            rows: rows.map { model, estimate in
                .object([
                    .init(name: "model", value: .string(model)), .init(name: "metric", value: .string("NDCG@10")),
                    .init(name: "value", value: .rounded(estimate.value)),
                    .init(name: "low", value: .rounded(estimate.low)),
                    .init(name: "high", value: .rounded(estimate.high)), .init(name: "n", value: .integer(users)),
                    .init(name: "verdict", value: .string(verdict.rawValue)),
                ])
            })
    }

    /// The same as one object.
    public var json: JSONValue {
        .record([
            "current": .string(current), "challenger": .string(challenger), "since": .string(since.iso8601),
            "users": .integer(users), "metric": .string("NDCG@10"), "current_value": Self.json(currentNDCG),
            "challenger_value": Self.json(challengerNDCG), "difference": Self.json(difference),
            "verdict": .string(verdict.rawValue),
        ])
    }

    private static func json(_ estimate: Estimate) -> JSONValue {
        .record([
            "value": .rounded(estimate.value), "low": .rounded(estimate.low), "high": .rounded(estimate.high),
        ])
    }
}
