import Answers
import ArgumentParser
import Bowerbird

/// `bowerbird aspects`
struct AspectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aspects", abstract: "What the reviews of items praise and complain about.",
        discussion: """
            Terms are found in the shop's own reviews, in any language; examples say which review they are from.

            Example: bowerbird aspects tent-2p --top 5
            """)

    @Argument(help: "The items.")
    var items: [String]

    @Option(help: "How many aspects an item at most.")
    var top = 10

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if top < 1 { throw ValidationError("--top must be at least 1.") }
    }

    func run() throws {
        let model = try shop.openExisting().currentModel()
        let answers = try model.aspects(
            of: items.map { ItemID(rawValue: $0) }, top: top, threads: execution.threadCount)
        var writer = try output.writer()
        for answer in answers { try writer.write(answer.record) }
        try writer.finish()
        // In a table an item without aspects leaves no trace.
        let progress = execution.progress()
        for answer in answers where answer.aspects.isEmpty {
            progress.warn(
                answer.reviewCount == 0
                    ? "no review of '\(answer.itemID.rawValue)' is stored: there is nothing to praise or complain about"
                    : "'\(answer.itemID.rawValue)': its \(answer.reviewCount) reviews have no aspect in common")
        }
        if answers.allSatisfy({ $0.reviewCount == 0 }) { throw ExitCode(ExitStatus.failed) }
    }
}
