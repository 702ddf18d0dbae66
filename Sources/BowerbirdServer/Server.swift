public import Bowerbird
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The HTTP service of one shop.
public struct Server: Sendable {
    private let settings: ServerSettings
    private let service: Service

    /// A service of `shop`, not yet running.
    /// - Throws: ``ServerError`` when others could come in without a key; `BundleError` when the current model is damaged; `StorageError`.
    public init(_ shop: Shop, _ settings: ServerSettings) throws {
        if !LoopbackAddress.isOne(settings.host), try shop.store.keys().isEmpty {
            throw ServerError.openToOthers(host: settings.host)
        }
        self.settings = settings
        service = try Service(shop, settings)
    }

    /// Answers requests until the task is cancelled or the process is told to end (SIGTERM, SIGINT): then no new connection
    /// is taken, and requests that have begun are answered.
    /// - Parameter onListening: told the port when the first connection can be made.
    /// - Throws: ``ServerError/portTaken(host:port:)``; what else keeps the address from being bound.
    public func run(onListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let logger = settings.logger
        let bodySeconds = settings.bodySeconds
        let application = Application(
            responder: ServiceResponder(service),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [BodyDeadline(.seconds(bodySeconds)), BrokenRequestAnswer()],
                    idleTimeout: .seconds(settings.idleSeconds))),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(ServerSettings.mostConnections)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) }, logger: logger)
        // In the order of their beginning; they end the other way round, so that the last request is traced too.
        var services: [any ServiceLifecycle.Service] = []
        if let tracer = service.tracer, let plan = settings.tracing {
            services.append(TraceExport(tracer: tracer, collector: plan.collector, logger: logger))
        }
        services += [
            ModelWatch(service: service), StoreWatch(service: service), ExposureWatch(service: service),
            TrainingWatch(service: service, plan: settings.training),
            ChallengeWatch(service: service, plan: settings.training), application, EndWatch(service: service),
        ]
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ServerError.portTaken(host: settings.host, port: settings.port)
        }
        try service.experiments.store()
    }
}
