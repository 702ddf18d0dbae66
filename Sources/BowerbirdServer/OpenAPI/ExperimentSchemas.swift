/// What is answered about experiments.
enum ExperimentSchemas {
    static let all: [(name: String, schema: Schema)] = [
        (
            "Experiment",
            .fields(
                [
                    "name": .text, "running": .boolean, "control": .text, "treatment": .text,
                    "treatment_share": .number, "started_at": .text,
                ], optional: ["ended_at": .text])
        ),
        (
            "ExperimentSide",
            .fields([
                "model": .text, "users": .integer, "converted": .integer, "rate": .number, "low": .number,
                "high": .number, "events_per_user": .number,
            ])
        ),
        (
            "ExperimentReport",
            .fields([
                "experiment": .reference("Experiment"), "outcome": .text, "within_days": .number,
                "control": .reference("ExperimentSide"), "treatment": .reference("ExperimentSide"),
                "difference": .fields([
                    "value": .number, "low": .number, "high": .number, "p": .number, "detectable": .number,
                ]), "division_p": .number, "conclusion": .text,
            ])
        ),
    ]
}
