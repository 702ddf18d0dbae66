import ArgumentParser
import Bowerbird

/// `bowerbird extract`
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "What product pages say, and where each field was found.",
        discussion: """
            Reads JSON-LD, microdata, Open Graph and what is visible, in that order of trust. Stores nothing; for that \
            see `bowerbird import pages`.

            Example: bowerbird extract page.html other.html.gz
            """)

    @Argument(help: "HTML files of any encoding; - is standard input.")
    var files: [String]

    @OptionGroup var output: OutputOptions

    func run() throws {
        var writer = try output.writer()
        let progress = Progress(isQuiet: false)
        var hasFailed = false
        for file in files {
            do {
                let page = try ProductPage.read(path: file)
                if page.isCut { progress.warn("\(file): nested too deep; the end of the page was not read") }
                try writer.write(page.record)
            } catch let error as ProductPageError {
                progress.warn("\(file): \(error)")
                hasFailed = true
            } catch let error as ImportError {
                progress.warn("\(error)")
                hasFailed = true
            }
        }
        try writer.finish()
        if hasFailed { throw ExitCode(files.count == 1 ? ExitStatus.failed : ExitStatus.someRowsRejected) }
    }
}
