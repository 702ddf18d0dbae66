import Bowerbird
import Foundation
import Synchronization

/// A process of its own that does long work for the service, so that requests are answered whatever it takes; one at a time.
final class ChildProcess: Sendable {
    private struct State {
        var process: Process?
        var startedAt: Double?
        var finishedAt: Double?
        var status: Int32?
        var lastLines: [String] = []
    }

    private let executable: URL
    private let mostMemory: Int?
    private let state = Mutex(State())

    private static let keptLines = 20
    // In seconds; memory does not grow by much in such a time.
    private static let looksAtMemoryEvery = 0.05
    // In seconds.
    private static let longestWaitForWords = 1.0

    /// - Parameters:
    ///   - executable: `bowerbird`.
    ///   - mostMemory: with more, in bytes, the process is ended; `nil` for any.
    init(executable: URL, mostMemory: Int? = nil) {
        self.executable = executable
        self.mostMemory = mostMemory
    }

    /// Starts it.
    /// - Parameters:
    ///   - environment: what is added to the environment of this process.
    ///   - prepare: what must be done first; not called while one runs.
    ///   - finish: told its exit status when it has ended.
    /// - Returns: whether it was started; not while one runs.
    /// - Throws: what `prepare` throws; what the system says when it cannot be started.
    func start(
        _ arguments: [String], environment: [String: String], prepare: () throws -> Void = {},
        finish: @escaping @Sendable (Int32) -> Void
    ) throws -> Bool {
        try state.withLock { state in
            guard state.process == nil else { return false }
            try prepare()
            let process = Process()
            process.executableURL = executable
            process.arguments = arguments
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            let messages = Pipe()
            process.standardError = messages
            let isHeard = DispatchSemaphore(value: 0)
            process.terminationHandler = { [weak self] process in
                // Its last words come before its end, unless something that it began still holds the pipe.
                _ = isHeard.wait(timeout: .now() + Self.longestWaitForWords)
                finish(process.terminationStatus)
                self?.end(process.terminationStatus)
            }
            try process.run()
            state = State(process: process, startedAt: Date().timeIntervalSince1970)
            listen(to: messages.fileHandleForReading) { isHeard.signal() }
            if let mostMemory { watch(process, mostMemory) }
            return true
        }
    }

    // On a thread of its own: a dispatch source may still be looked at when its file is closed with the process.
    private func listen(to messages: FileHandle, end: @escaping @Sendable () -> Void) {
        Thread.detachNewThread { [weak self] in
            while true {
                let bytes = messages.availableData
                if bytes.isEmpty { return end() }
                self?.note(String(decoding: bytes, as: UTF8.self))
            }
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

    /// Ends the process that is running.
    func stop() { state.withLock { $0.process }?.terminate() }

    /// How far the process is.
    struct Progress: Sendable {
        /// `none`, `running`, `done` or `failed`.
        let word: String
        let startedAt: Timestamp?
        let finishedAt: Timestamp?
        let status: Int32?
        /// The last of what it said.
        let lastLines: [String]

        var isRunning: Bool { word == "running" }
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

    private func note(_ text: String) {
        let lines = text.split(separator: "\n").map(String.init)
        state.withLock { $0.lastLines = ($0.lastLines + lines).suffix(Self.keptLines) }
    }

    private func end(_ status: Int32) {
        state.withLock { state in
            state.process = nil
            state.finishedAt = Date().timeIntervalSince1970
            state.status = status
        }
    }
}
