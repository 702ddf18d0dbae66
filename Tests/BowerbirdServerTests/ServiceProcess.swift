import Foundation
import TestSupport

/// `bowerbird serve` as a process of its own.
final class ServiceProcess {
    let base: String
    private let process: Process
    private let log: URL

    /// Starts it on the shop in a folder, and waits until it listens.
    convenience init(shop: URL, arguments: [String] = []) async throws {
        try await self.init(["--shop", shop.path] + arguments)
    }

    /// Starts it and waits until it listens.
    init(_ arguments: [String]) async throws {
        log = FileManager.default.temporaryDirectory.appending(path: "bowerbird-serve-\(UUID().uuidString).log")
        try Data().write(to: log)
        process = Process()
        process.executableURL = BowerbirdProcess.executable
        process.arguments = ["serve", "--port", "0"] + arguments
        process.standardError = try FileHandle(forWritingTo: log)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var found: String?
        while found == nil, process.isRunning {
            let text = try String(contentsOf: log, encoding: .utf8)
            found = text.firstMatch(of: #/listening on (http:\/\/\S+)\n/#).map { String($0.1) }
            if found == nil { try await Task.sleep(for: .milliseconds(10)) }
        }
        guard let found else {
            throw ServiceProcessError(log: (try? String(contentsOf: log, encoding: .utf8)) ?? "")
        }
        base = found
    }

    /// What it wrote to standard error.
    var errors: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// Sends a signal and waits for the end.
    /// - Returns: the exit code, or the signal that ended it with a minus sign.
    @discardableResult
    func end(_ signal: Int32) async -> Int32 {
        kill(process.processIdentifier, signal)
        let process = process
        while process.isRunning { try? await Task.sleep(for: .milliseconds(5)) }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: log)
    }
}

/// The service ended before it listened.
struct ServiceProcessError: Error {
    let log: String
}
