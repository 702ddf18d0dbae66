import Answers
import Bowerbird
import Hummingbird

extension Service {
    /// The console: pages for people. What they change is among ``consoleFormEndpoints``.
    var consoleEndpoints: [Endpoint] {
        [
            consoleEndpoint("/", "consoleOverview", nil) { [self] _ in try overviewPage() },
            consoleEndpoint("/console/user", "consoleUser", "user", scope: .admin) { [self] in
                try await userPage($0.value)
            },
            consoleEndpoint("/console/product", "consoleProduct", "item") { [self] in
                try await productPage($0.value)
            },
            consoleEndpoint("/console/query", "consoleQuery", "q") { [self] in try queryPage($0) },
            consoleEndpoint("/console/review", "consoleReview", "text") { [self] in try reviewPage($0.value) },
            consoleEndpoint("/console/segments", "consoleSegments", nil) { [self] _ in try await segmentsPage() },
            consoleEndpoint("/console/audience", "consoleAudience", "where", scope: .admin) { [self] in
                try await audiencePage($0.value)
            },
            consoleEndpoint("/console/experiments", "consoleExperiments", "experiment", scope: .admin) { [self] in
                try await experimentsPage($0.value)
            },
            consoleEndpoint("/console/models", "consoleModels", nil, scope: .admin) { [self] in modelsPage($0) },
            consoleEndpoint("/console/evaluation", "consoleEvaluation", nil, scope: .admin) { [self] in
                evaluationPage($0)
            },
            consoleEndpoint("/console/imports", "consoleImports", nil, scope: .admin) { [self] _ in try importsPage() },
            consoleEndpoint("/console/jobs", "consoleJobs", nil, scope: .admin) { [self] in jobsPage($0) },
            consoleEndpoint("/console/settings", "consoleSettings", nil, scope: .admin) { [self] _ in
                try settingsPage()
            },
            reportEndpoint,
            Endpoint(
                method: .get, path: "/console/style.css", name: "consoleStyle", scope: .read,
                summary: "Console: its style sheet.",
                answer: .init(summary: "CSS.", mediaType: "text/css", schema: .text),
                handler: { _ in
                    Response(
                        status: .ok,
                        headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "private, max-age=300"],
                        body: ResponseBody(byteBuffer: ByteBuffer(string: ConsolePage.css)))
                }),
        ]
    }

    private func consoleEndpoint(
        _ path: String, _ name: String, _ parameter: String?, scope: AccessScope = .read,
        _ page: @escaping @Sendable (ConsoleVisit) async throws -> ConsolePage
    ) -> Endpoint {
        let parameters = parameter.map { [Endpoint.Parameter.query($0, "What to show.", .text)] } ?? []
        return Endpoint(
            method: .get, path: path, name: name, scope: scope, summary: "Console: \(name.dropFirst(7).lowercased()).",
            parameters: parameters,
            answer: .init(summary: "A page for people.", mediaType: MediaType.html, schema: .text), audience: .people,
            handler: { call in
                let query = try call.query(parameters)
                let visit = ConsoleVisit(value: parameter.flatMap(query.text), admission: call.admission)
                do {
                    return try await page(visit).response(to: visit)
                } catch let error as BundleError {
                    // Before a training, or without a part, pages say so in words.
                    guard let problem = Problem(error) else { throw error }
                    return ConsolePage(title: "Not yet", body: "<p>\(problem.detail)</p>").response(to: visit)
                }
            })
    }
}
