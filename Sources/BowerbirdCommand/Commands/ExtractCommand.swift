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
        var tally = Tally(progress: execution.progress())
        let pages = PageCollection(files, threads: execution.threadCount)
        if markup {
            try pages.forEachBatchOfMarkup { outcomes in
                for (name, page) in tally.readable(outcomes, isCut: \.isCut) {
                    try writer.write(page.record(name: name))
                }
            }
        } else {
            try pages.forEachBatch { outcomes in
                for (name, page) in tally.readable(outcomes, isCut: \.isCut) {
                    try writer.write(explain ? page.explanation(name: name) : page.record(name: name))
                }
            }
        }
        try writer.finish()
        try tally.end()
    }

    /// Tells of pages that could not be read, or not as a whole, and counts them.
    private struct Tally {
        let progress: Progress
        private var count = 0
        private var failedCount = 0

        init(progress: Progress) { self.progress = progress }

        /// The pages that could be read, each with what it was read from.
        mutating func readable<Content>(
            _ outcomes: [PageOutcome<Content>], isCut: (Content) -> Bool
        ) -> [(name: String, page: Content)] {
            var result: [(name: String, page: Content)] = []
            for outcome in outcomes {
                count += 1
                switch outcome.result {
                case .success(let page):
                    if isCut(page) {
                        progress.warn(
                            "\(outcome.name): nested too deep or too long; not all of it was read as it stands")
                    }
                    result.append((outcome.name, page))
                case .failure(let fault):
                    progress.warn("\(outcome.name): \(fault)")
                    failedCount += 1
                }
            }
            return result
        }

        /// - Throws: the exit status that says what could not be read.
        func end() throws {
            if count == 0 {
                progress.warn(
                    "no page was found: folders are searched for .html, .htm, .xhtml and .warc files, also with .gz")
                throw ExitCode(ExitStatus.failed)
            }
            if failedCount > 0 {
                throw ExitCode(failedCount == count ? ExitStatus.failed : ExitStatus.someRowsRejected)
            }
        }
    }
}
