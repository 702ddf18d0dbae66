import Answers
import Bowerbird
import Hummingbird

extension Service {
    /// What the text models say.
    var textEndpoints: [Endpoint] {
        let forQueries: [Endpoint.Parameter] = [
            .query("q", "The search query.", .name, isRequired: true),
            .query("top", "How many categories at most.", .integers(1...100, default: 3)),
            .query("explain", "Whether to say what each word adds.", .boolean),
        ]
        return [
            Endpoint(
                method: .post, path: "/v1/sentiment", name: "sentiment", scope: .read,
                summary: "Whether reviews are negative, neutral or positive: of one `text`, or of several `texts`.",
                body: .init(contents: [(MediaType.json, .reference("SentimentQuestion"))]),
                answer: .init(
                    summary: "The polarity (and stars) of `text`, or `results` with that of each of `texts`.",
                    schema: .anyOf([.reference("Sentiment"), .reference("Sentiments")])),
                problems: [.serviceUnavailable, .unprocessableContent],
                handler: { [self] call in
                    let question = try await call.json(SentimentQuestion.self)
                    let isExplained = question.explain ?? false
                    let model = try live.requireModel()
                    func answer(_ text: String) throws -> JSONValue {
                        try model.sentiment(of: text, explained: isExplained).sentimentRecord(of: text).json
                    }
                    switch (question.text, question.texts) {
                    case (let text?, nil): return Response(try answer(text), to: call.request)
                    case (nil, let texts?) where texts.count <= SentimentQuestion.mostTexts:
                        return Response(
                            .record(["results": .array(try texts.map(answer))]), to: call.request)
                    case (nil, .some):
                        throw Problem(
                            .unprocessableContent, "bad-body", "at most \(SentimentQuestion.mostTexts) texts at a time")
                    default:
                        throw Problem(
                            .unprocessableContent, "bad-body", "give 'text', or a list of 'texts', and not both")
                    }
                }),
            Endpoint(
                method: .get, path: "/v1/categories", name: "categorize", scope: .read,
                summary: "The categories that a search query may belong to.", parameters: forQueries,
                answer: .init(summary: "The categories, likeliest first.", schema: .reference("Categories")),
                problems: [.serviceUnavailable],
                handler: { [self] call in
                    let query = try call.query(forQueries)
                    guard let words = query.text("q") else {
                        throw Problem(.badRequest, "bad-parameter", "q is missing: write q=two+person+tent")
                    }
                    let model = try live.requireModel()
                    let isExplained = try query.flag("explain") ?? false
                    let prediction = try model.categories(of: words, explained: isExplained)
                    // What others typed is not for everybody.
                    let nearest =
                        isExplained && call.admission.isAdmin ? try model.nearestQueries(to: words) : nil
                    let top = try query.integer("top", in: 1...100) ?? 3
                    return Response(
                        prediction.categoryRecord(of: words, top: top, nearest: nearest).json, to: call.request)
                }),
        ]
    }

    private struct SentimentQuestion: Decodable {
        let text: String?
        let texts: [String]?
        let explain: Bool?

        static let mostTexts = 1000
    }
}
