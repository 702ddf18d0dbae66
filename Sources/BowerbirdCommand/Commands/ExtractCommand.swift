import Answers
import ArgumentParser
import Bowerbird

/// `bowerbird extract`
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "What product pages say, where each field was found, and how sure it is.",
        discussion: """
            Reads JSON-LD, microdata, RDFa, Open Graph, state in scripts and what is visible, and weighs them against one \
            another. Stores nothing; for that see `bowerbird import pages`. What is read of a page: docs/product-pages.md.

            Example: bowerbird extract page.html saved-pages/ crawl.warc.gz --explain
            """)

    @Argument(help: "HTML files of any encoding, folders of them, or WARC files; - is standard input; .gz is undone.")
    var files: [String]

    @Flag(help: "Print what every source on the page says of each field, taken or not.")
    var explain = false

    @Flag(help: "Print all structured data on the page as it was read, product or not.")
    var markup = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if explain, markup { throw ValidationError("--explain and --markup print different things; give one of them.") }
    }

    func run() throws {
        var writer = try output.writer()
        let progress = execution.progress()
        var count = 0
        var failedCount = 0
        if markup {
            for file in files {
                try writer.write(try PageMarkup.read(path: file).record(name: file))
            }
            return try writer.finish()
        }
        var records: [OutputRecord] = []
        try PageCollection(files, threads: execution.threadCount).forEachBatch { outcomes in
            for outcome in outcomes {
                count += 1
                switch outcome.result {
                case .success(let page):
                    if page.isCut {
                        progress.warn(
                            "\(outcome.name): nested too deep or too long; not all of it was read as it stands")
                    }
                    records.append(explain ? page.explanation(name: outcome.name) : page.record(name: outcome.name))
                case .failure(let fault):
                    progress.warn("\(outcome.name): \(fault)")
                    failedCount += 1
                }
            }
            for record in records { try writer.write(record) }
            records = []
        }
        try writer.finish()
        if count == 0 {
            progress.warn(
                "no page was found: folders are searched for .html, .htm, .xhtml and .warc files, also with .gz")
            throw ExitCode(ExitStatus.failed)
        }
        if failedCount > 0 { throw ExitCode(failedCount == count ? ExitStatus.failed : ExitStatus.someRowsRejected) }
    }
}
