import Answers
import ArgumentParser
import Bowerbird

/// `bowerbird sentiment`
struct SentimentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentiment", abstract: "Whether a review is negative, neutral or positive.",
        discussion: "Example: bowerbird sentiment 'Leaks at the first rain.' --explain")

    @OptionGroup var input: TextInput

    @Flag(help: "Say what each word adds; intercept and weights add up to the logit.")
    var explain = false

    @OptionGroup var certainty: CertaintyOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let model = try shop.openExisting().currentModel()
        var writer = try output.writer()
        try input.forEach { text in
            let answer = try model.sentiment(of: text, explained: explain)
            try writer.write(answer.sentimentRecord(of: text, abstains: certainty.abstains(answer)))
        }
        try writer.finish()
    }
}

/// `bowerbird categorize`
struct CategorizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "categorize", abstract: "Which categories a search query belongs to.",
        discussion: "Example: bowerbird categorize '2 person tent' --top 3 --explain")

    @OptionGroup var input: TextInput

    @Option(help: "How many categories at most.")
    var top = 3

    @Flag(help: "Say what each word adds; intercept and weights add up to the logit.")
    var explain = false

    @OptionGroup var certainty: CertaintyOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if top < 1 { throw ValidationError("--top must be at least 1.") }
    }

    func run() throws {
        let model = try shop.openExisting().currentModel()
        var writer = try output.writer()
        try input.forEach { query in
            let answer = try model.categories(of: query, explained: explain)
            try writer.write(
                answer.categoryRecord(of: query, top: top, abstains: certainty.abstains(answer)))
        }
        try writer.finish()
    }
}
