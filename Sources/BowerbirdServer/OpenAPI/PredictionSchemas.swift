import Bowerbird

/// What is asked and answered about behaviour.
enum PredictionSchemas {
    static let all: [(name: String, schema: Schema)] = [
        ("Prediction", .anyOf(BehaviorKind.allCases.map(prediction))),
        ("Predictions", .fields(["predictions": .list(.reference("Prediction")), "missing": .texts])),
        (
            "PredictionQuestion",
            .openFields(
                [
                    "users": .list(.name), "horizon": .integers(PredictionParameters.horizons),
                    "as_of": .time, "explain": .boolean,
                ], required: ["users"])
        ),
        (
            "RatingQuestion",
            .openFields(
                ["users": .list(.name), "items": .list(.name), "as_of": .time], required: ["users", "items"])
        ),
        (
            "Segments",
            .fields([
                "segments": .list(
                    .openFields(
                        ["segment": .integer, "users": .integer, "description": .text],
                        required: ["segment", "users", "description"])), "silhouette": .number,
                "kept_back": .integer,
            ])
        ),
    ]

    private static func prediction(_ kind: BehaviorKind) -> Schema {
        let who: Schema.Fields = [("user_id", .text), ("kind", .choice([kind.rawValue]))]
        let ahead = who + [("horizon_days", .integer)]
        let amount: Schema.Fields = ["expected", "median", "low", "high"].map { ($0, .number) }
        switch kind {
        case .purchase, .churn:
            let reason = Schema.fields(["text": .text, "weight": .number])
            return .fields(ahead + [("probability", .number)], optional: [("reasons", .list(reason))])
        case .quantity, .spend: return .fields(ahead + amount)
        case .rating:
            return .fields(who + [("item_id", .text)] + amount, optional: [("review_probability", .number)])
        case .timing:
            // `null` stands for a day beyond the horizon.
            let day = Schema.anyOf([.integer, .null])
            return .fields(
                ahead + [
                    ("expected", .number), ("median", day), ("low", day), ("high", day), ("probability", .number),
                ])
        case .browse:
            let category = Schema.fields(["category": .text, "probability": .number])
            return .fields(
                ahead + amount.map { ("visits_" + $0.key, $0.value) } + [("categories", .list(category))],
                optional: amount.map { ("dwell_seconds_" + $0.key, $0.value) })
        }
    }
}
