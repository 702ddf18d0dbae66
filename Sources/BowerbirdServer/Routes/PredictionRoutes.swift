import Answers
import Bowerbird
import Hummingbird

extension Service {
    /// What users will do.
    var predictionEndpoints: [Endpoint] {
        let forSegments: [Endpoint.Parameter] = [
            .query("count", "How many groups; as many as fit best unless given.", .integers(1...50)),
            .query("method", "How they are formed.", .choice(SegmentationMethod.allCases.map(\.rawValue))),
            .query("min_size", "Groups of fewer users are kept back.", .integers(1...1_000_000, default: 10)),
        ]
        let problems: [HTTPResponse.Status] = [.conflict, .serviceUnavailable]
        return [
            Endpoint(
                method: .get, path: "/v1/predictions/{kind}/{user}", name: "predict", scope: .read,
                summary: "What a user will do, from what is stored of them now.",
                parameters: PredictionParameters.forUsers,
                answer: .init(summary: "The prediction.", schema: .reference("Prediction")),
                problems: problems + [.notFound],
                handler: { [self] call in
                    let query = try call.query(PredictionParameters.forUsers)
                    return try await prediction(call, PredictionParameters.question(try Self.kind(call), query))
                }),
            Endpoint(
                method: .get, path: "/v1/predictions/rating/{user}", name: "predictRating", scope: .read,
                summary: "How many stars a user would give an item.", parameters: PredictionParameters.forRatings,
                answer: .init(summary: "The prediction.", schema: .reference("Prediction")),
                problems: problems + [.notFound],
                handler: { [self] call in
                    let query = try call.query(PredictionParameters.forRatings)
                    return try await prediction(call, PredictionParameters.rating(query))
                }),
            manyEndpoint(
                "/v1/predictions/{kind}", "predictMany", "What several users will do.",
                [PredictionParameters.kindWithoutItem], "PredictionQuestion"
            ) { try Self.kind($0) },
            // A path that begins like one with a parameter is looked for there alone.
            manyEndpoint(
                "/v1/predictions/rating", "predictManyRatings", "How many stars several users would give items.", [],
                "RatingQuestion"
            ) { _ in .rating },
            Endpoint(
                method: .get, path: "/v1/segments", name: "segments", scope: .read,
                summary: "Groups of customers who behave alike, in words.", parameters: forSegments,
                answer: .init(summary: "The groups, largest first.", schema: .reference("Segments")),
                problems: problems,
                handler: { [self] call in try await segments(call, call.query(forSegments)) }),
        ]
    }

    private static func kind(_ call: Call) throws -> BehaviorKind {
        let name = try call.parameter("kind")
        guard let kind = BehaviorKind(rawValue: name) else {
            let known = BehaviorKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.notFound, "unknown-kind", "nothing called '\(name)' is predicted; known: \(known)")
        }
        return kind
    }

    private func manyEndpoint(
        _ path: String, _ name: String, _ summary: String, _ parameters: [Endpoint.Parameter], _ schema: String,
        _ kind: @escaping @Sendable (Call) throws -> BehaviorKind
    ) -> Endpoint {
        Endpoint(
            method: .post, path: path, name: name, scope: .read, summary: summary, parameters: parameters,
            body: .init(contents: [(MediaType.json, .reference(schema))]),
            answer: .init(
                summary: "Predictions in the order of users; 'missing' are those of whom nothing can be said.",
                schema: .reference("Predictions")),
            problems: [.conflict, .serviceUnavailable, .notFound, .unprocessableContent],
            handler: { [self] call in
                let kind = try kind(call)
                let batch = try await call.json(PredictionParameters.Batch.self)
                let users = batch.users.map { UserID(rawValue: $0) }
                let answers = try await behavior.predict(
                    try batch.question(kind), users: users, with: live.requireModel())
                let answered = Set(answers.map(\.userID))
                let missing = users.filter { !answered.contains($0) }
                return Response(
                    .record([
                        "predictions": .array(answers.map(\.record.json)),
                        "missing": .array(missing.map { .string($0.rawValue) }),
                    ]), to: call.request)
            })
    }

    private func prediction(_ call: Call, _ question: BehaviorQuestion) async throws -> Response {
        let user = UserID(rawValue: try call.parameter("user"))
        let answers = try await behavior.predict(question, users: [user], with: live.requireModel())
        guard let answer = answers.first else { throw try noPrediction(question, user) }
        return Response(answer.record.json, to: call.request)
    }

    /// Why nothing can be said of somebody.
    private func noPrediction(_ question: BehaviorQuestion, _ user: UserID) throws -> Problem {
        guard try !shop.store.history(of: user, limit: 1).isEmpty else {
            return Problem(.notFound, "unknown-user", "no event of '\(user)' is stored")
        }
        let detail =
            switch question.kind {
            case .rating:
                "'\(question.items.first?.rawValue ?? "")' is not known: neither the catalogue nor any event has it"
            case .timing: "'\(user)' had bought nothing by then, so that there is no purchase to count from"
            default: "nothing is stored of '\(user)' from before the day of prediction but what was sent back"
            }
        return Problem(.notFound, "no-prediction", detail)
    }

    private func segments(_ call: Call, _ query: QueryItems) async throws -> Response {
        let name = query.text("method") ?? SegmentationMethod.kmeans.rawValue
        guard let method = SegmentationMethod(rawValue: name) else {
            throw QueryItems.bad(
                "method", name, SegmentationMethod.allCases.map(\.rawValue).joined(separator: " or "))
        }
        let smallest = try query.integer("min_size", in: 1...1_000_000) ?? 10
        let result = try await behavior.segments(
            SegmentQuestion(count: try query.integer("count", in: 1...50), method: method))
        let shown = result.segments.filter { $0.users.count >= smallest }
        return Response(
            .record([
                "segments": .array(shown.map { $0.record(result.columns).json }),
                "silhouette": .rounded(result.silhouette),
                "kept_back": .integer(result.segments.count - shown.count),
            ]), to: call.request)
    }
}
