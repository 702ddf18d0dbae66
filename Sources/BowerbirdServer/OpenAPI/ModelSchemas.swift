/// What is answered about models.
enum ModelSchemas {
    static let all: [(name: String, schema: Schema)] = [
        (
            "KeptModel",
            .fields(
                [
                    "version": .text, "current": .boolean, "challenger": .boolean,
                    "created_at": .anyOf([.text, .null]), "age_days": .anyOf([.number, .null]),
                    "preset": .anyOf([.text, .null]), "metrics": .list(.reference("Metric")),
                ], optional: ["fault": .text])
        ),
        (
            "Metric",
            .fields([
                "model": .text, "metric": .text, "value": .number, "low": .number, "high": .number, "n": .integer,
            ])
        ),
        (
            "ModelComparison",
            .fields([
                "current": .text, "challenger": .text, "since": .text, "users": .integer, "metric": .text,
                "current_value": interval, "challenger_value": interval, "difference": interval, "verdict": .text,
            ])
        ),
        (
            "Models",
            .fields(
                ["models": .list(.reference("KeptModel"))], optional: ["comparison": .reference("ModelComparison")])
        ),
    ]

    private static let interval = Schema.fields(["value": .number, "low": .number, "high": .number])
}
