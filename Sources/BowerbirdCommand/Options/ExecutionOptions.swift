import ArgumentParser
import Foundation

/// How much a command says and how it uses the machine.
struct ExecutionOptions: ParsableArguments {
    @Option(help: "Where every random choice starts; the same seed gives the same result.")
    var seed: UInt64 = 0

    @Option(help: "Threads to use (default: all cores); does not change any result.")
    var threads: Int?

    @Flag(help: "Say nothing but results and errors.")
    var quiet = false

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    }

    /// The number of threads to use.
    var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

    /// Where progress is told.
    func progress() -> Progress { Progress(isQuiet: quiet) }
}
