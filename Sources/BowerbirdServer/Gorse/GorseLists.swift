import Answers
import Bowerbird
import Hummingbird

extension Service {
    /// Lists and health in Gorse's spelling.
    var gorseLists: [Endpoint] {
        let user = Endpoint.Parameter.path("user", "Whose list.")
        let window = [GorseRoute.count, GorseRoute.offset]
        let scores = Schema.list(.fields(["Id": .text, "Score": .number]))
        let lists = Schema.anyOf([scores, .texts])
        return [
            gorseRead("/api/recommend/{user}", "gorseRecommend", [user] + window, lists, problems: Self.noModel) {
                [self] call, query in try gorseRecommend(call, query, category: nil)
            },
            gorseRead(
                "/api/recommend/{user}/{category}", "gorseRecommendInCategory",
                [user, .path("category", "Only items in this category.")] + window, lists, problems: Self.noModel
            ) { [self] call, query in try gorseRecommend(call, query, category: call.parameter("category")) },
            gorseRead(
                "/api/item/{item}/neighbors", "gorseNeighbors", [.path("item", "The item.")] + window, scores,
                problems: Self.noModel
            ) { [self] call, query in
                let item = ItemID(rawValue: try call.parameter("item"))
                return GorseRoute.scores(
                    try Self.window(query) { try live.requireModel().similar(to: item, $0) })
            },
            gorseRead("/api/popular", "gorsePopular", window, scores, problems: Self.noModel) { [self] _, query in
                GorseRoute.scores(
                    try Self.window(query) { try live.requireModel().recommend(afterSession: [], $0) })
            },
            gorseRead("/api/latest", "gorseLatest", window, scores) { [self] _, query in
                let (count, offset) = try Self.bounds(query)
                return .array(
                    try shop.store.newestProducts(limit: count + offset).dropFirst(offset).map { product in
                        .record([
                            "Id": .string(product.itemID.rawValue), "Score": .number(product.createdAt?.seconds ?? 0),
                        ])
                    })
            },
            gorseSession(scores),
            gorseRead("/api/health/live", "gorseLive", [], .object, scope: nil) { _, _ in
                .record(["Ready": .bool(true)])
            },
            gorseRead("/api/health/ready", "gorseReady", [], .object, scope: nil, problems: Self.noModel) {
                [self] _, _ in
                _ = try live.requireModel()
                return .record(["Ready": .bool(!isDraining)])
            },
        ]
    }

    private static let noModel: [HTTPResponse.Status] = [.serviceUnavailable]

    private func gorseSession(_ scores: Schema) -> Endpoint {
        Endpoint(
            method: .post, path: "/api/session/recommend", name: "gorseSessionRecommend", scope: .read,
            summary: "Gorse: what comes next after feedback that is not stored.", parameters: [GorseRoute.count],
            body: .init(contents: [(MediaType.json, .list(.object))]),
            answer: .init(summary: "In Gorse's spelling.", schema: scores), problems: Self.noModel,
            handler: { [self] call in
                let query = try call.query([GorseRoute.count])
                let body = try await call.body(of: [MediaType.json])
                // Sessions have no user, and often no time: then their order is that of the entries.
                let feedback = try GorseRoute.rows(
                    Interaction.self, body.bytes, defaults: ["user_id": "-", "timestamp": GorseRoute.now()])
                let items = feedback.enumerated().sorted {
                    ($0.element.timestamp, $0.offset) < ($1.element.timestamp, $1.offset)
                }.map(\.element.itemID)
                let list = try Self.window(query) { try live.requireModel().recommend(afterSession: items, $0) }
                return Response(GorseRoute.scores(list), to: call.request)
            })
    }

    private func gorseRecommend(_ call: Call, _ query: QueryItems, category: String?) throws -> JSONValue {
        let user = UserID(rawValue: try call.parameter("user"))
        let place = experiments.place(of: user)
        let items = try Self.window(query) { options in
            var options = options
            options.filter.categories = category.map { [$0] } ?? []
            return try (place?.model ?? live.requireModel()).recommend(for: user, options).items
        }
        noteExposure(user, place)
        // Scores came with the second version of Gorse's API.
        if call.request.headers[.gorseVersion] == "2" { return GorseRoute.scores(items) }
        return .array(items.map { .string($0.itemID.rawValue) })
    }

    private static func bounds(_ query: QueryItems) throws -> (count: Int, offset: Int) {
        (try query.integer("n", in: 0...1000) ?? 10, try query.integer("offset", in: 0...1000) ?? 0)
    }

    private static func window(
        _ query: QueryItems, _ make: (ListOptions) throws -> [RecommendedItem]
    ) throws -> [RecommendedItem] {
        let (count, offset) = try bounds(query)
        guard count > 0 else { return [] }
        return Array(try make(ListOptions(top: count + offset)).dropFirst(offset))
    }
}
