import Bowerbird
import HTTPTypes
import Hummingbird
import Logging

extension Service {
    /// What people change from the console; programs have routes of their own for it.
    var consoleFormEndpoints: [Endpoint] {
        [
            signInEndpoint,
            formEndpoint("/console/sign-out", "consoleSignOut", "signs out", scope: .read) { [self] call, _ in
                if let session = call.admission.session { try shop.endConsoleSession(token: session) }
                return ConsoleForm.seeOther("/", headers: [.setCookie: SessionCookie.ended])
            },
            formEndpoint(
                "/console/train", "consoleTrain", "begins a training", fields: ["preset"], problems: [.conflict]
            ) { [self] call, form in
                let preset = form.text("preset").flatMap(RankingPreset.init(rawValue:))
                try training.start(preset.map { ["--preset", $0.rawValue] } ?? [])
                audit("training begun", call)
                return ConsoleForm.seeOther("/console/jobs")
            },
            formEndpoint(
                "/console/evaluate", "consoleEvaluate", "begins an evaluation", fields: ["task"], problems: [.conflict]
            ) { [self] call, form in
                guard let task = form.text("task").flatMap(EvaluationTask.init(rawValue:)) else {
                    throw QueryItems.bad("task", form.text("task") ?? "", EvaluationTask.names)
                }
                try evaluations.start(task)
                audit("evaluation begun", call)
                return ConsoleForm.seeOther("/console/jobs")
            },
            formEndpoint(
                "/console/rollback", "consoleRollback", "makes an earlier model the current one", fields: ["version"],
                problems: [.conflict]
            ) { [self] call, form in
                do {
                    let model = try shop.rollBack(to: form.text("version"))
                    audit("model rolled back", call, ["model": "\(model.manifest.version)"])
                } catch let error as RollbackError {
                    throw Problem(.conflict, "rollback", "\(error)")
                }
                return ConsoleForm.seeOther("/console/models")
            },
        ]
    }

    // Whoever shows a key gets a session. It asks for no key itself, and says no more than that one is needed.
    private var signInEndpoint: Endpoint {
        Endpoint(
            method: .post, path: "/console/sign-in", name: "consoleSignIn", scope: nil,
            summary: "Console: signs somebody in who shows a key.",
            body: .init(contents: [(MediaType.form, .object)]),
            answer: .init(status: .seeOther, summary: "To the page that was asked for.", schema: .text),
            problems: [.unauthorized, .forbidden, .serviceUnavailable], audience: .peopleWithForm,
            handler: { [self] call in
                if gate.isOpen {
                    try LoopbackRule.check(call.request)
                    return ConsoleForm.seeOther("/")
                }
                try SameOrigin.check(call.request)
                let form: ConsoleForm
                do {
                    form = try await ConsoleForm(call, fields: ["key", "next"])
                } catch {
                    throw Gate.unauthorized("send the form of the page on which a key is asked for")
                }
                let (key, token) = try gate.signIn(form.text("key") ?? "")
                logger.notice("signed in", metadata: ["audit": "signed in", "key": "\(key)"])
                return ConsoleForm.seeOther(
                    ConsoleForm.localPath(form.text("next")),
                    headers: [.setCookie: SessionCookie.text(token, for: call.request)])
            })
    }

    private func formEndpoint(
        _ path: String, _ name: String, _ what: String, fields: [String] = [], scope: AccessScope = .admin,
        problems: [HTTPResponse.Status] = [], _ action: @escaping @Sendable (Call, ConsoleForm) async throws -> Response
    ) -> Endpoint {
        Endpoint(
            method: .post, path: path, name: name, scope: scope, summary: "Console: \(what).",
            body: .init(contents: [(MediaType.form, .object)]),
            answer: .init(status: .seeOther, summary: "To the page that shows what came of it.", schema: .text),
            problems: problems, audience: .peopleWithForm,
            handler: { call in
                let form = try await ConsoleForm(call, fields: fields)
                try FormToken.check(form.text(ConsoleForm.token), call)
                return try await action(call, form)
            })
    }
}

/// The cookie with the token of a session at the console.
enum SessionCookie {
    /// For somebody who has just signed in. Scripts do not see it, and other sites' forms do not bring it.
    static func text(_ token: String, for request: Request) -> String {
        // Behind a proxy that speaks TLS, browsers are told never to send it without.
        let isSecure = request.headers[.forwardedProto]?.lowercased() == "https"
        return cookie(token, "Max-Age=\(Shop.consoleSessionSeconds)" + (isSecure ? "; Secure" : ""))
    }

    /// Takes it away.
    static let ended = cookie("", "Max-Age=0")

    private static func cookie(_ value: String, _ rest: String) -> String {
        "\(Credentials.sessionCookie)=\(value); Path=/; HttpOnly; SameSite=Lax; \(rest)"
    }
}

extension HTTPField.Name {
    static let forwardedProto = Self("X-Forwarded-Proto")!
}
