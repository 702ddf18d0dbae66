import Bowerbird
import Logging
import ServiceLifecycle

/// Looks for a new current bundle and puts it in the place of the model that answers.
struct ModelWatch: ServiceLifecycle.Service {
    let service: Service

    private static let interval = Duration.milliseconds(500)

    func run() async throws {
        await withGracefulShutdownHandler {
            while !Task.isCancelled, !service.isDraining {
                do {
                    if try service.live.refresh() {
                        service.lists.removeAll()
                        let version = service.live.model?.manifest.version ?? ""
                        service.logger.notice("a new model answers", metadata: ["model": "\(version)"])
                    }
                } catch {
                    service.logger.error("the new model cannot be used: \(error)")
                }
                try? await Task.sleep(for: Self.interval)
            }
        } onGracefulShutdown: {
            service.beginDraining()
        }
    }
}
