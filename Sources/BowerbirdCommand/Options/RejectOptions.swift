import Answers
import ArgumentParser
import Bowerbird
import Foundation

/// What happens to rows that cannot be used.
struct RejectOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write rejected rows to this file, as they were.", valueName: "file"))
    var rejects: String?

    @Flag(help: "Store nothing if any row is bad.")
    var strict = false

    /// At most this many rejected rows are named on standard error; all are counted, and written to `--rejects`.
    private static let shownRows = 20

    /// Imports `files` one by one, tells what was stored and what was not.
    func importing(
        _ files: [String], progress: Progress, _ body: (String, ImportObserver) throws -> ImportSummary
    ) throws {
        let output = try rejects.map { try OutputFile(path: $0) }
        var rejectedCount = 0
        var failure: (any Error)?
        let sink = RejectSink(output: output, progress: progress, shownRows: Self.shownRows)
        for file in files {
            let start = ContinuousClock.now
            let observer = ImportObserver(
                rejected: { sink.add($0) },
                progress: { read, total in
                    progress.update(
                        "\(file): \(ByteCount.text(read))\(total.map { " of " + ByteCount.text($0) } ?? "")")
                })
            do {
                let summary = try body(file, observer)
                rejectedCount += summary.rejectedCount
                progress.say("\(file): \(summary.text) in \(Seconds.text(since: start))")
            } catch {
                failure = error
                break
            }
        }
        try sink.finish()
        if let failure { throw failure }
        if rejectedCount > 0 { throw ExitCode(ExitStatus.someRowsRejected) }
    }
}
