import Answers
import Bowerbird
import Foundation
import Hummingbird
import Logging

extension Service {
    /// What those need who run the service.
    var operationEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/metrics", name: "metrics", scope: .read,
                summary: "What was counted, as Prometheus reads it.",
                answer: .init(summary: "Text format 0.0.4.", mediaType: MediaType.text, schema: .text),
                handler: { [self] _ in
                    Response(
                        status: .ok,
                        headers: [
                            .contentType: MediaType.text + "; version=0.0.4; charset=utf-8", .cacheControl: "no-store",
                        ], body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text(self))))
                }),
            Endpoint(
                method: .post, path: "/v1/train", name: "train", scope: .admin,
                summary: "Begins a training in a process of its own; the new model answers as soon as it is current.",
                body: .init(contents: [(MediaType.json, .reference("TrainingOrder"))], isRequired: false),
                answer: .init(status: .accepted, summary: "It has begun.", schema: .reference("Training")),
                problems: [.conflict, .unprocessableContent],
                handler: { [self] call in
                    let order = try await call.json(
                        whenEmpty: TrainingOrder())
                    try training.start(try order.arguments())
                    audit("training begun", call)
                    return Response(training.json, to: call.request, status: .accepted)
                }),
            Endpoint(
                method: .get, path: "/v1/train", name: "trainingState", scope: .admin,
                summary: "How far the last training is.",
                answer: .init(summary: "Its state.", schema: .reference("Training")),
                handler: { [self] call in Response(training.json, to: call.request) }),
            Endpoint(
                method: .get, path: "/v1/models", name: "models", scope: .admin,
                summary:
                    "The models that are kept, newest first, and how one that waits compares with the current one.",
                answer: .init(summary: "The models.", schema: .reference("Models")),
                handler: { [self] call in
                    let now = Date().timeIntervalSince1970
                    let models = ModelHistory(shop.bundles).entries.map { $0.record(now: now).json }
                    return Response(
                        .record(["models": .array(models), "comparison": comparison.last?.json]), to: call.request)
                }),
        ]
    }

    private struct TrainingOrder: Decodable {
        var only: [String]?
        var preset: String?
        var challenger: Bool?
        var epsilon: Double?
        var delta: Double?

        func arguments() throws -> [String] {
            var arguments: [String] = []
            if let only {
                for part in only where ModelPart(rawValue: part) == nil {
                    throw Self.unknown("only", part, ModelPart.allCases.map(\.rawValue))
                }
                arguments += ["--only", only.joined(separator: ",")]
            }
            if let preset {
                guard RankingPreset(rawValue: preset) != nil else {
                    throw Self.unknown("preset", preset, ["fast", "balanced", "accurate"])
                }
                arguments += ["--preset", preset]
            }
            arguments += try privacy()
            if challenger == true {
                if let only, !only.contains(ModelPart.ranking.rawValue) {
                    throw Problem(
                        .unprocessableContent, "bad-body", "challenger: lists are compared; only must name ranking")
                }
                arguments.append("--challenger")
            }
            return arguments
        }

        private func privacy() throws -> [String] {
            guard let epsilon else {
                if delta != nil { throw Problem(.unprocessableContent, "bad-body", "delta: it goes with epsilon") }
                return []
            }
            if let only, !only.contains(ModelPart.behavior.rawValue) {
                throw Problem(.unprocessableContent, "bad-body", "epsilon: it is for behavior, which only leaves out")
            }
            func checked(_ field: String, _ value: Double, _ range: ClosedRange<Double>) throws -> [String] {
                guard range.contains(value) else {
                    throw Problem(
                        .unprocessableContent, "bad-body",
                        "\(field): \(value) is not from \(range.lowerBound) to \(range.upperBound)")
                }
                return ["--\(field)", "\(value)"]
            }
            return try checked("epsilon", epsilon, PrivacyBudget.epsilons)
                + checked("delta", delta ?? PrivacyBudget.usualDelta, PrivacyBudget.deltas)
        }

        private static func unknown(_ field: String, _ value: String, _ known: [String]) -> Problem {
            Problem(
                .unprocessableContent, "bad-body", "\(field): '\(value)' is none of \(known.joined(separator: ", "))")
        }
    }
}
