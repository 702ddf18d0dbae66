import Answers
import Bowerbird
import Foundation
import HTTPTypes
import Storage
import Synchronization

/// Trains in a process of its own; one at a time, also where several services work on one shop.
final class TrainingJob: Sendable {
    private let process: ChildProcess
    private let shop: Shop
    // Held while the process runs, so that no other service begins a training.
    private let order = Mutex<TaskClaim?>(nil)

    /// - Parameters:
    ///   - executable: `bowerbird`.
    ///   - mostMemory: with more, in bytes, a training is ended; `nil` for any.
    init(executable: URL, shop: Shop, mostMemory: Int? = nil) {
        process = ChildProcess(executable: executable, mostMemory: mostMemory)
        self.shop = shop
    }

    /// Begins a training that goes about it as the current model's did, but for what `arguments` say.
    /// - Throws: ``Problem`` when one is running; `StorageError`; what the system says when the process cannot be started.
    func start(_ arguments: [String]) throws {
        let isStarted: Bool
        do {
            isStarted = try process.start(
                ["train"] + arguments + usual(beside: arguments), environment: shop.location.environment,
                prepare: {
                    let claimed = try claimOrder()
                    order.withLock { $0 = claimed }
                }, finish: { [weak self] _ in self?.giveBackOrder() })
        } catch {
            giveBackOrder()
            throw error
        }
        guard isStarted else {
            throw Problem(.conflict, "training", "a training is running; GET /v1/train says how far it is")
        }
    }

    private func usual(beside arguments: [String]) -> [String] {
        guard let version = shop.bundles.currentVersion(), let manifest = try? shop.bundles.manifest(of: version) else {
            return []
        }
        return manifest.settings.arguments(beside: arguments)
    }

    private func claimOrder() throws -> TaskClaim {
        // The training itself is claimed by the process that does it; here only whether anybody does.
        guard let order = try shop.store.claim(.trainingOrder), let training = try shop.store.claim(.training) else {
            throw Problem(
                .conflict, "training",
                "a training of this shop is running in another process; its model answers here too as soon as it is current"
            )
        }
        training.end()
        return order
    }

    private func giveBackOrder() {
        order.withLock { order in
            order?.end()
            order = nil
        }
    }

    /// Ends a training that is running; the model that was stays current.
    func stop() { process.stop() }

    /// How far it is.
    var progress: ChildProcess.Progress { process.progress }

    /// The same as it is answered.
    var json: JSONValue {
        let progress = progress
        return .record([
            "state": .string(progress.word), "started_at": progress.startedAt.map { .string($0.iso8601) },
            "finished_at": progress.finishedAt.map { .string($0.iso8601) },
            "exit_code": progress.status.map { .integer(Int($0)) },
            "log": .array(progress.lastLines.map { .string($0) }),
        ])
    }
}
