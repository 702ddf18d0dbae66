import Bowerbird

/// What requests and answers hold, by name.
enum DocumentSchemas {
    static let all: [(name: String, schema: Schema)] =
        problem + lists + texts + operation + PredictionSchemas.all + ExperimentSchemas.all + ModelSchemas.all
        + RowSchemas.all

    private static let problem: [(name: String, schema: Schema)] = [
        (
            "Problem",
            .openFields(
                ["type": .text, "title": .text, "status": .integer, "detail": .text, "request_id": .text],
                required: ["type", "title", "status", "detail", "request_id"])
        )
    ]

    private static let lists: [(name: String, schema: Schema)] = [
        ("Reason", .fields(["kind": .text, "text": .text, "weight": .number], optional: ["item_id": .text])),
        (
            "Item",
            .fields(
                ["rank": .integer, "item_id": .text, "score": .number],
                optional: ["title": .text, "reasons": .list(.reference("Reason"))])
        ),
        (
            "Recommendations",
            .fields(
                ["user_id": .text, "items": .list(.reference("Item")), "model": .text],
                optional: [
                    "cold_start": .boolean, "experiment": .text, "arm": .text, "next_cursor": .text,
                ])
        ),
        (
            "SimilarItems",
            .fields(
                ["item_id": .text, "items": .list(.reference("Item"))], optional: ["cold_start": .boolean])
        ),
        ("Session", .fields(["items": .texts])),
        (
            "SessionRecommendations",
            .fields(["items": .list(.reference("Item")), "model": .text], optional: ["cold_start": .boolean])
        ),
    ]

    private static let texts: [(name: String, schema: Schema)] = [
        ("Contribution", .fields(["token": .text, "start": .integer, "end": .integer, "weight": .number])),
        (
            "SentimentQuestion",
            .anyOf([
                .openFields(["text": .text, "explain": .boolean], required: ["text"]),
                .openFields(["texts": .texts, "explain": .boolean], required: ["texts"]),
            ])
        ),
        (
            "Stars",
            .fields([
                "expected": .number, "median": .number, "rounded": .number, "probabilities": .map(.number),
            ])
        ),
        (
            "Sentiment",
            .fields(
                ["text": .text, "label": .text, "probability": .number, "probabilities": .map(.number)],
                optional: [
                    "stars": .reference("Stars"), "language": .text, "logit": .number, "intercept": .number,
                    "contributions": .list(.reference("Contribution")),
                    "changes": .list(.fields(["without": .texts, "label": .text, "probability": .number])),
                ])
        ),
        ("Sentiments", .fields(["results": .list(.reference("Sentiment"))])),
        (
            "Categories",
            .fields(
                ["query": .text, "categories": .list(.fields(["category": .text, "probability": .number]))],
                optional: [
                    "logit": .number, "intercept": .number, "contributions": .list(.reference("Contribution")),
                    "changes": .list(.fields(["without": .texts, "category": .text, "probability": .number])),
                    "nearest": .list(.fields(["query": .text, "category": .text, "similarity": .number])),
                ])
        ),
    ]

    private static let operation: [(name: String, schema: Schema)] = [
        (
            "TrainingOrder",
            .openFields(
                [
                    "only": .list(.choice(ModelPart.allCases.map(\.rawValue))),
                    "preset": .choice(["fast", "balanced", "accurate"]), "challenger": .boolean,
                    "epsilon": .numbers(PrivacyBudget.epsilons), "delta": .numbers(PrivacyBudget.deltas),
                ], required: [])
        ),
        (
            "Training",
            .fields(
                ["state": .text, "log": .texts],
                optional: ["started_at": .text, "finished_at": .text, "exit_code": .integer])
        ),
        ("Health", .fields(["status": .text])), ("Readiness", .fields(["status": .text, "model": .text])),
    ]
}
