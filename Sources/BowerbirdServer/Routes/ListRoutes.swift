import Answers
import Bowerbird
import DataModel
import Foundation
import Hummingbird

extension Service {
    /// Lists for users, items and sessions.
    var listEndpoints: [Endpoint] {
        let forUsers = [Endpoint.Parameter.path("user", "Whose list.")] + ListParameters.all + ListParameters.paging
        let forItems = [Endpoint.Parameter.path("item", "The item.")] + ListParameters.all
        return [
            Endpoint(
                method: .get, path: "/v1/recommendations/{user}", name: "recommend", scope: .read,
                summary: "The list for a user, best first. A user of whom nothing is known gets what is popular.",
                parameters: forUsers, answer: .init(summary: "The list.", schema: .reference("Recommendations")),
                problems: [.serviceUnavailable],
                handler: { [self] call in
                    let user = UserID(rawValue: try call.parameter("user"))
                    let place = experiments.place(of: user)
                    let response = try cached(call, user.rawValue, part: place?.key) { model, _ in
                        try Self.recommend(place?.model ?? model, user, call.query(forUsers), place)
                    }
                    noteExposure(user, place)
                    return response
                }),
            Endpoint(
                method: .get, path: "/v1/similar/{item}", name: "similar", scope: .read,
                summary: "The items that go best with an item.", parameters: forItems,
                answer: .init(summary: "The list.", schema: .reference("SimilarItems")),
                problems: [.serviceUnavailable],
                handler: { [self] call in
                    try cached(call, call.parameter("item")) { model, item in
                        let options = try ListParameters.options(call.query(forItems))
                        let id = ItemID(rawValue: item)
                        return try model.similar(to: id, options)
                            .record(
                                key: "item_id", value: .string(item), isColdStart: !model.knows(anyOf: [id])
                            ).json
                    }
                }),
            Endpoint(
                method: .post, path: "/v1/sessions/recommendations", name: "recommendForSession", scope: .read,
                summary: "What comes next in the visit of somebody unknown, told from the items of the visit.",
                parameters: ListParameters.all,
                body: .init(contents: [(MediaType.json, .reference("Session"))]),
                answer: .init(summary: "The list.", schema: .reference("SessionRecommendations")),
                problems: [.serviceUnavailable, .unprocessableContent],
                handler: { [self] call in
                    let options = try ListParameters.options(call.query(ListParameters.all))
                    let session = try await call.json(SessionBody.self)
                    guard session.items.count <= Self.longestSession else {
                        throw Problem(
                            .unprocessableContent, "bad-body",
                            "a session has at most \(Self.longestSession) items; send the newest ones")
                    }
                    let model = try live.requireModel()
                    let visited = session.items.map { ItemID(rawValue: $0) }
                    let items = try model.recommend(afterSession: visited, options)
                    return Response(
                        .record([
                            "items": .array(items.map(\.json)),
                            "cold_start": try model.knows(anyOf: visited) ? nil : .bool(true),
                            "model": .string(model.manifest.version),
                        ]), to: call.request)
                }),
        ]
    }

    private static let longestSession = 500

    private struct SessionBody: Decodable {
        let items: [String]
    }

    // The path names what the answer is kept under; users and items that share a name differ in the path.
    // - Parameter part: which of several answers to the same question it is.
    private func cached(
        _ call: Call, _ name: String, part: String? = nil, _ make: (Model, String) throws -> JSONValue
    ) throws -> Response {
        let isCompressed = call.request.acceptsGzip
        let key = (isCompressed ? "gzip " : "") + call.request.uri.string + (part.map { " " + $0 } ?? "")
        let (known, moment) = lists.answer(for: name, key)
        metrics.countList(known == nil ? .fresh : .kept)
        if let known { return known.response(to: call.request) }
        let list = try Tracer.part("make list") { try make(try live.requireModel(), name) }
        let answer = Tracer.part("render") { RenderedAnswer(list, isCompressed: isCompressed) }
        lists.keep(answer, for: name, key, since: moment)
        return answer.response(to: call.request)
    }

    /// Takes note that a user was shown a list of the experiment that is running, if there is one.
    func noteExposure(_ user: UserID, _ place: ExperimentPlace?) {
        guard let place else { return }
        experiments.expose(user, at: place, now: Timestamp(seconds: Date().timeIntervalSince1970))
    }

    private static func recommend(
        _ model: Model, _ user: UserID, _ query: QueryItems, _ place: ExperimentPlace?
    ) throws -> JSONValue {
        let options = try ListParameters.options(query)
        let list: Recommendations
        if let cursor = query.text("cursor") {
            list = try model.recommend(for: user, options, page: .after(cursor: cursor))
        } else if try query.flag("page") == true {
            list = try model.recommend(for: user, options, page: .first)
        } else {
            list = try model.recommend(for: user, options)
        }
        return list.record(in: place).json
    }
}
