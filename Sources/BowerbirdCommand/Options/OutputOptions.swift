import ArgumentParser
import Foundation

/// Where results go and what they look like.
struct OutputOptions: ParsableArguments {
    @Option(help: "table, jsonl or csv (default: table on a terminal, jsonl otherwise).")
    var format: OutputFormat?

    @Option(help: ArgumentHelp("Write the results to this file, which appears when it is complete.", valueName: "file"))
    var output: String?

    /// A writer for these options.
    func writer() throws -> ResultWriter {
        let isTerminal = output == nil && isatty(STDOUT_FILENO) == 1
        return ResultWriter(format: format ?? (isTerminal ? .table : .jsonl), output: try OutputFile(path: output))
    }
}
