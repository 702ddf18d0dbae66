import Answers
import Bowerbird
import Hummingbird
import Logging

extension Service {
    /// What is known of users.
    var userEndpoints: [Endpoint] {
        let user = Endpoint.Parameter.path("user", "Who.")
        return [
            Endpoint(
                method: .get, path: "/v1/users/{user}", name: "exportUser", scope: .admin,
                summary: "Everything that is stored of a user.", parameters: [user],
                answer: .init(summary: "All of it.", schema: .reference("UserRecord")), problems: [.notFound],
                handler: { [self] call in
                    let name = try call.parameter("user")
                    let record = try shop.record(of: UserID(rawValue: name))
                    guard !record.isEmpty else {
                        throw Problem(.notFound, "unknown-user", "nothing is stored of '\(name)'")
                    }
                    // Not who: a log outlives what is erased.
                    audit("user exported", call)
                    return Response(record.json, to: call.request)
                }),
            Endpoint(
                method: .delete, path: "/v1/users/{user}", name: "forgetUser", scope: .admin,
                summary: "Erases everything that is stored of a user, and says what models still hold.",
                parameters: [user],
                answer: .init(summary: "What was erased.", schema: .reference("ForgottenUser")),
                problems: [.serviceUnavailable],
                handler: { [self] call in
                    let user = UserID(rawValue: try call.parameter("user"))
                    experiments.forget(user)
                    let erasure = try await writes.write(size: 1, effect: .users([user])) { try $0.erase(user) }
                    let forgotten = try shop.finishForgetting(user, erasure)
                    // Not who: a log is no place for a name that is to be forgotten.
                    audit("user erased", call, ["interactions": "\(erasure.interactions)"])
                    return Response(forgotten.json, to: call.request)
                }),
        ]
    }
}
