import Answers
import Bowerbird
import Hummingbird

extension Service {
    /// What became of users who got lists of different models.
    var experimentEndpoints: [Endpoint] {
        let forReport: [Endpoint.Parameter] = [
            .path("experiment", "Its name."),
            .query("outcome", "The event type that counts; purchase, where there are any, unless given.", .text),
            .query(
                "within_days", "For how many days after a user was first shown a list.",
                .integers(Self.experimentDays, default: 14)),
        ]
        return [
            Endpoint(
                method: .get, path: "/v1/experiments", name: "experiments", scope: .admin,
                summary: "Every experiment that was ever begun, oldest first.",
                answer: .init(
                    summary: "The experiments.",
                    schema: .fields(["experiments": .list(.reference("Experiment"))])),
                handler: { [self] call in
                    Response(
                        .record(["experiments": .array(try shop.store.experiments().map(\.json))]), to: call.request)
                }),
            Endpoint(
                method: .get, path: "/v1/experiments/{experiment}", name: "experimentReport", scope: .admin,
                summary: "How many of each side's users did something after they were shown a list.",
                parameters: forReport,
                answer: .init(summary: "The comparison.", schema: .reference("ExperimentReport")),
                problems: [.notFound, .conflict, .serviceUnavailable],
                handler: { [self] call in
                    let query = try call.query(forReport)
                    let days = try query.integer("within_days", in: Self.experimentDays) ?? 14
                    let question = ExperimentReport.Question(outcome: query.text("outcome"), days: Double(days))
                    let report = try await experimentReport(try call.parameter("experiment"), question)
                    return Response(report.record.json, to: call.request)
                }),
        ]
    }

    private static let experimentDays = 1...3650

    /// What came of an experiment, those included who were shown a list in the last second. It reads all events, so that
    /// reports wait for each other and for the other readers of everything.
    func experimentReport(
        _ name: String, _ question: ExperimentReport.Question = .init()
    ) async throws -> ExperimentReport {
        try experiments.store()
        return try await behavior.inTurn { [shop] in try shop.experimentReport(name, question) }
    }
}
