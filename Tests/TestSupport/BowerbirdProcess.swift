public import Foundation

/// Runs the built executable the way people do.
public struct BowerbirdProcess {
    /// What a run came to.
    public struct Outcome: Sendable {
        /// The exit code, or the signal that ended it with a minus sign.
        public let status: Int32
        /// What it wrote to standard output.
        public let output: String
        /// What it wrote to standard error.
        public let errors: String

        /// Standard output's lines as JSON objects.
        public var objects: [[String: Any]] {
            output.split(separator: "\n").compactMap {
                try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
        }
    }

    /// Where the executable is: beside the bundle of tests.
    public static let executable = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "bowerbird")

    /// Runs `bowerbird` with these arguments in `folder` and waits for it.
    public static func run(_ arguments: [String], in folder: URL, input: String? = nil) throws -> Outcome {
        try run(executable, arguments, in: folder, input: input)
    }

    /// Runs a line of bash, in which `$BOWERBIRD` is the executable.
    public static func shell(_ line: String, in folder: URL) throws -> Outcome {
        try run(URL(filePath: "/bin/bash"), ["-c", line], in: folder, input: nil)
    }

    private static func run(
        _ program: URL, _ arguments: [String], in folder: URL, input: String?
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(["BOWERBIRD": executable.path]) { $1 }
        // Files rather than pipes: a full pipe would stop a process that nobody reads from.
        let streams = FileManager.default.temporaryDirectory.appending(path: "bowerbird-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: streams) }
        for name in ["in", "out", "err"] {
            try Data((name == "in" ? input ?? "" : "").utf8).write(to: streams.appending(path: name))
        }
        process.standardInput = try FileHandle(forReadingFrom: streams.appending(path: "in"))
        process.standardOutput = try FileHandle(forWritingTo: streams.appending(path: "out"))
        process.standardError = try FileHandle(forWritingTo: streams.appending(path: "err"))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: try String(contentsOf: streams.appending(path: "out"), encoding: .utf8),
            errors: try String(contentsOf: streams.appending(path: "err"), encoding: .utf8))
    }
}
