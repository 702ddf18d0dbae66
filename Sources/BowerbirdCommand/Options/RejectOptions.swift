import Answers
import ArgumentParser
import Bowerbird
import Foundation

/// What happens to rows that cannot be used.
struct RejectOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write rejected rows to this file, as they were, under the header that they stood under.", valueName: "file"
        ))
    var rejects: String?

    @Flag(help: "Store nothing if any row is bad.")
    var strict = false

    /// At most this many rejected rows are named on standard error; all are counted, and written to `--rejects`.
    static let shownRows = 20

    /// Imports inputs one by one, tells what was stored and what was not. With `--strict` all of them are one import.
    /// - Parameter inputs: each with what it is called in messages.
    func importing(
        _ inputs: [(name: String, input: ImportInput)], into shop: Shop, table: TableOptions = TableOptions(),
        progress: Progress
    ) throws {
        let sink = RejectSink(
            output: try rejects.map { try OutputFile(path: $0) }, progress: progress, shownRows: Self.shownRows)
        var start = ContinuousClock.now
        let outcome = Result {
            try shop.importAll(
                inputs.map(\.input), options: ImportOptions(table: table, isStrict: strict),
                observer: { position in
                    ImportObserver(
                        rejected: { sink.add($0) },
                        progress: { read, total in
                            progress.update(
                                "\(inputs[position].name): \(ByteCount.text(read))"
                                    + "\(total.map { " of " + ByteCount.text($0) } ?? "")")
                        })
                },
                finished: { position, summary in
                    // Of one transaction there is one time, which is told with the first input.
                    let seconds = strict && position > 0 ? "" : " in \(Seconds.text(since: start))"
                    progress.say("\(inputs[position].name): \(summary.text)\(seconds)")
                    start = .now
                })
        }
        try sink.finish()
        if try outcome.get().contains(where: { $0.rejectedCount > 0 }) { throw ExitCode(ExitStatus.someRowsRejected) }
    }
}
