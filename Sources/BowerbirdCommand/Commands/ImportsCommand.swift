import Answers
import ArgumentParser
import Bowerbird
import Storage

/// `bowerbird imports`
struct ImportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports", abstract: "What was imported, newest first, and which rows were left out.",
        discussion: """
            The first twenty rows that were left out of an import are named; `import --rejects FILE` writes all of them.

            Example: bowerbird imports --format table
            """)

    @Option(help: "How many imports at most.")
    var top = 20

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if top < 1 { throw ValidationError("--top must be at least 1.") }
    }

    func run() throws {
        let imports = try shop.openExisting().store.imports(limit: top)
        var writer = try output.writer()
        for record in imports { try writer.write(record.record) }
        try writer.finish()
    }
}
