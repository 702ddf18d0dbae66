import Answers
import Bowerbird
import Hummingbird

extension Service {
    /// Whether the service lives and whether it can answer.
    var healthEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/healthz", name: "health", scope: nil,
                summary: "Whether the process answers at all.",
                answer: .init(summary: "It does.", schema: .reference("Health")),
                handler: { call in Response(.record(["status": .string("ok")]), to: call.request) }),
            Endpoint(
                method: .get, path: "/readyz", name: "readiness", scope: nil,
                summary:
                    "Whether requests should be sent here: the data can be read, a model answers, and the process is not ending.",
                answer: .init(summary: "They should.", schema: .reference("Readiness")),
                problems: [.serviceUnavailable],
                handler: { [self] call in
                    if isDraining {
                        throw Problem(.serviceUnavailable, "draining", "the process is ending; ask another one")
                    }
                    _ = try shop.store.revision()
                    let model = try live.requireModel()
                    return Response(
                        .record(["status": .string("ready"), "model": .string(model.manifest.version)]),
                        to: call.request)
                }),
        ]
    }
}
