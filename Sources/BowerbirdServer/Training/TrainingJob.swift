import Answers
import Bowerbird
import Foundation
import HTTPTypes
import Storage
import Synchronization

/// Trains in a process of its own, so that the service goes on answering whatever a training takes; one at a time, also
/// where several services work on one shop.
final class TrainingJob: Sendable {
    private struct State {
        var process: Process?
        // Held while the process runs, so that no other service begins a training.
        var order: TaskClaim?
        var startedAt: Double?
        var finishedAt: Double?
        var status: Int32?
        var lastLines: [String] = []
    }

    private let executable: URL
    private let shop: Shop
    private let mostMemory: Int?
    private let state = Mutex(State())

    private static let keptLines = 20
    // In seconds; memory does not grow by much in such a time.
    private static let looksAtMemoryEvery = 0.05

    /// - Parameters:
    ///   - executable: `bowerbird`.
    ///   - mostMemory: with more, in bytes, a training is ended; `nil` for any.
    init(executable: URL, shop: Shop, mostMemory: Int? = nil) {
        self.executable = executable
        self.shop = shop
        self.mostMemory = mostMemory
    }

    /// Begins a training.
    /// - Throws: ``Problem`` when one is running; `StorageError`; what the system says when the process cannot be started.
    func start(_ arguments: [String]) throws {
        try state.withLock { state in
            guard state.process == nil else {
                throw Problem(.conflict, "training", "a training is running; GET /v1/train says how far it is")
            }
            let order = try claimOrder()
            let process = Process()
            process.executableURL = executable
            process.arguments = ["train"] + arguments
            process.environment = ProcessInfo.processInfo.environment.merging(shop.location.environment) { $1 }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            let messages = Pipe()
            process.standardError = messages
            messages.fileHandleForReading.readabilityHandler = { [weak self] handle in
                let bytes = handle.availableData
                if bytes.isEmpty { handle.readabilityHandler = nil }
                self?.note(String(decoding: bytes, as: UTF8.self))
            }
            process.terminationHandler = { [weak self] process in self?.finish(process.terminationStatus) }
            try process.run()
            state = State(process: process, order: order, startedAt: Date().timeIntervalSince1970)
            if let mostMemory { watch(process, mostMemory) }
        }
    }

    private func watch(_ process: Process, _ mostMemory: Int) {
        Thread.detachNewThread { [weak self] in
            while process.isRunning {
                if let bytes = ResidentMemory.bytes(ofProcess: process.processIdentifier), bytes > mostMemory {
                    kill(process.processIdentifier, SIGKILL)
                    self?.note(
                        "ended: it took \(bytes >> 20) MiB, and may take \(mostMemory >> 20) MiB; give it more "
                            + "(--training-memory) or a preset that takes less")
                    return
                }
                Thread.sleep(forTimeInterval: Self.looksAtMemoryEvery)
            }
        }
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

    /// Ends a training that is running; the model that was stays current.
    func stop() { state.withLock { $0.process }?.terminate() }

    /// How far a training is.
    struct Progress: Sendable {
        /// `none`, `running`, `done` or `failed`.
        let word: String
        let startedAt: Timestamp?
        let finishedAt: Timestamp?
        let status: Int32?
        /// The last of what it said.
        let lastLines: [String]
    }

    /// How far it is.
    var progress: Progress {
        state.withLock { state in
            Progress(
                word: state.process != nil ? "running" : state.status.map { $0 == 0 ? "done" : "failed" } ?? "none",
                startedAt: state.startedAt.map { Timestamp(seconds: $0) },
                finishedAt: state.finishedAt.map { Timestamp(seconds: $0) }, status: state.status,
                lastLines: state.lastLines)
        }
    }

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

    private func note(_ text: String) {
        let lines = text.split(separator: "\n").map(String.init)
        state.withLock { $0.lastLines = ($0.lastLines + lines).suffix(Self.keptLines) }
    }

    private func finish(_ status: Int32) {
        state.withLock { state in
            state.process = nil
            state.order?.end()
            state.order = nil
            state.finishedAt = Date().timeIntervalSince1970
            state.status = status
        }
    }
}
