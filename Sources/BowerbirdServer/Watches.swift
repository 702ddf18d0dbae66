import Bowerbird
import Logging
import ServiceLifecycle

/// Looks for a new current bundle and puts it in the place of the model that answers; takes up experiments.
struct ModelWatch: ServiceLifecycle.Service {
    let service: Service

    private static let interval = Duration.milliseconds(500)

    func run() async throws {
        var trouble: String?
        while await Watch.pause(Self.interval) {
            do {
                if try service.experiments.refresh(beside: service.live.model) {
                    service.lists.removeAll()
                    service.logger.notice("users get lists of another experiment, or of none")
                }
                trouble = nil
            } catch {
                // Lists of an experiment that ran until now are not to be shown any more.
                service.lists.removeAll()
                if trouble != "\(error)" { service.logger.error("the experiment cannot be run: \(error)") }
                trouble = "\(error)"
            }
            do {
                if try service.live.refresh() {
                    service.lists.removeAll()
                    let version = service.live.model?.manifest.version ?? ""
                    service.logger.notice("a new model answers", metadata: ["model": "\(version)"])
                }
            } catch {
                service.logger.error("the new model cannot be used: \(error)")
            }
        }
    }
}

/// Looks whether another process has stored something, which makes lists that are kept outdated.
struct StoreWatch: ServiceLifecycle.Service {
    let service: Service

    private static let interval = Duration.milliseconds(200)

    func run() async throws {
        // Told once, not five times a second for as long as it lasts.
        var trouble: String?
        while await Watch.pause(Self.interval) {
            do {
                // Whatever is noticed otherwise: a revoked key must not stay in because an event came first.
                service.gate.update(try service.shop.store.keys())
                try await service.writes.lookForOthers()
                try service.behavior.forgetErased()
                if trouble != nil { service.logger.notice("the data can be read again") }
                trouble = nil
            } catch {
                if trouble != "\(error)" { service.logger.error("the data cannot be read: \(error)") }
                trouble = "\(error)"
            }
        }
    }
}

/// Stores who was shown lists of an experiment.
struct ExposureWatch: ServiceLifecycle.Service {
    let service: Service

    private static let interval = Duration.seconds(1)

    func run() async throws {
        var trouble: String?
        while await Watch.pause(Self.interval) {
            do {
                try service.experiments.store()
                trouble = nil
            } catch {
                if trouble != "\(error)" { service.logger.error("who was shown a list cannot be stored yet: \(error)") }
                trouble = "\(error)"
            }
        }
    }
}

/// Marks the service as ending; it is told before the others.
struct EndWatch: ServiceLifecycle.Service {
    let service: Service

    func run() async throws {
        try? await gracefulShutdown()
        service.beginDraining()
        service.training.stop()
        service.evaluations.stop()
    }
}

/// What watches have in common.
enum Watch {
    /// Waits, unless the process is told to end.
    /// - Returns: whether it was not.
    static func pause(_ duration: Duration) async -> Bool {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
            return !Task.isShuttingDownGracefully
        } catch {
            return false
        }
    }
}
