import Bowerbird
import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// What every route works with.
final class Service: Sendable {
    let shop: Shop
    let live: LiveModel
    let experiments: LiveExperiment
    let behavior: LiveBehavior
    let lists: ListCache
    let writes: WriteQueue
    let logger: Logger
    let gate: Gate
    let metrics = ServiceMetrics()
    let training: TrainingJob
    let evaluations: EvaluationJob
    let settings: ServerSettings
    /// `nil` where nothing is traced.
    let tracer: Tracer?
    let comparison = LastComparison()
    private let draining = Atomic(false)

    init(_ shop: Shop, _ settings: ServerSettings) throws {
        self.shop = shop
        live = try LiveModel(shop)
        experiments = LiveExperiment(shop)
        let behavior = LiveBehavior(shop)
        self.behavior = behavior
        let lists = ListCache()
        self.lists = lists
        writes = try WriteQueue(shop.store) { effect in
            behavior.noteChange()
            switch effect {
            case .users(let users): for user in users { lists.remove(user.rawValue) }
            case .everything: lists.removeAll()
            }
        }
        logger = settings.logger
        gate = try Gate(shop)
        training = TrainingJob(
            executable: settings.executable, shop: shop, mostMemory: settings.training.mostMemory)
        evaluations = EvaluationJob(executable: settings.executable, shop: shop)
        self.settings = settings
        tracer = settings.tracing.map { Tracer(ratio: $0.ratio) }
    }

    /// Whether the process has been told to end.
    var isDraining: Bool { draining.load(ordering: .relaxed) }

    /// Writes down who did something that cannot be undone or that only few may do.
    func audit(_ action: String, _ call: Call, _ metadata: Logger.Metadata = [:]) {
        let who: Logger.Metadata = ["audit": "\(action)", "key": "\(call.key ?? "none")"]
        logger.notice("\(action)", metadata: who.merging(metadata) { $1 })
    }

    func beginDraining() { draining.store(true, ordering: .relaxed) }

    /// Every route there is.
    var endpoints: [Endpoint] {
        [
            healthEndpoints, listEndpoints, textEndpoints, predictionEndpoints, rowEndpoints, pageEndpoints,
            userEndpoints, operationEndpoints, experimentEndpoints, gorseEndpoints, consoleEndpoints,
            consoleFormEndpoints,
        ]
        .flatMap { $0 }
    }

    /// The router for ``endpoints``, which refuses every other method of their paths.
    func router() -> RouterResponder<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        let endpoints = endpoints + [openAPIEndpoint]
        for endpoint in endpoints {
            let meter = metrics.meter(method: endpoint.method.rawValue, path: endpoint.path)
            router.on(RouterPath(endpoint.path), method: endpoint.method) { [gate] request, context in
                let start = ContinuousClock.now
                do {
                    let admission = try gate.admit(
                        request, endpoint.scope, isForm: endpoint.audience == .peopleWithForm)
                    let response = try await endpoint.handler(
                        Call(request: request, context: context, admission: admission))
                    meter.record(response.status, since: start)
                    return response
                } catch {
                    let problem = Problem(error)
                    meter.record(problem?.status ?? .internalServerError, since: start)
                    if let problem, endpoint.audience != .programs, request.acceptsHTML {
                        return ProblemPage.response(problem, to: request)
                    }
                    throw error
                }
            }
        }
        for (path, allowed) in KnownPaths(endpoints).methodsByPath {
            let problem = Problem.methodNotAllowed(allowed)
            for method in HTTPRequest.Method.common where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { [gate] request, _ -> Response in
                    _ = try gate.admit(request, .read)
                    throw problem
                }
            }
        }
        return router.buildResponder()
    }
}
