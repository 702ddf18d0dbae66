import Bowerbird
import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// What every route works with.
final class Service: Sendable {
    let shop: Shop
    let live: LiveModel
    let lists: ListCache
    let writes: WriteQueue
    let logger: Logger
    private let draining = Atomic(false)

    init(_ shop: Shop, _ settings: ServerSettings) throws {
        self.shop = shop
        live = try LiveModel(shop)
        let lists = ListCache()
        self.lists = lists
        writes = try WriteQueue(shop.store) { effect in
            switch effect {
            case .users(let users): for user in users { lists.remove(user.rawValue) }
            case .everything: lists.removeAll()
            }
        }
        logger = settings.logger
    }

    /// Whether the process has been told to end.
    var isDraining: Bool { draining.load(ordering: .relaxed) }

    func beginDraining() { draining.store(true, ordering: .relaxed) }

    /// Every route there is.
    var endpoints: [Endpoint] {
        [healthEndpoints, listEndpoints, textEndpoints, rowEndpoints, pageEndpoints, userEndpoints].flatMap { $0 }
    }

    /// The router for ``endpoints``, which refuses every other method of their paths.
    func router() -> RouterResponder<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        let endpoints = endpoints + [openAPIEndpoint]
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                try await endpoint.handler(Call(request: request, context: context))
            }
        }
        for (path, known) in Dictionary(grouping: endpoints, by: \.path) {
            var allowed = known.map(\.method)
            if allowed.contains(.get) { allowed.append(.head) }
            let problem = Problem.methodNotAllowed(allowed)
            for method in HTTPRequest.Method.common where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in throw problem }
            }
        }
        return router.buildResponder()
    }
}
