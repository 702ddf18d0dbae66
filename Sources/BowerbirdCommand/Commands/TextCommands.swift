import Answers
import ArgumentParser
import Bowerbird

/// `bowerbird sentiment`
struct SentimentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentiment", abstract: "Whether a review is negative, neutral or positive.",
        discussion: """
            A file is read as what its name says: CSV, TSV and JSON Lines with the columns text, title and review_id as of \
            `bowerbird import reviews`, any other with one review a line.

            Examples:
              bowerbird sentiment 'Leaks at the first rain.' --explain
              bowerbird sentiment --input reviews.csv --format csv --output opinions.csv
            """)

    @OptionGroup var input: RowInput

    @Flag(
        help:
            "Say what each word adds (intercept and weights add up to the logit), and without which words the answer would be another."
    )
    var explain = false

    @OptionGroup var certainty: CertaintyOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let model = try shop.openExisting().currentModel()
        var writer = try output.writer()
        let rejected = try input.forEach(
            ReviewText.self, plain: { ReviewText(text: $0) }, progress: execution.progress()
        ) { review in
            let text = review.fullText
            let answer = try model.sentiment(of: text, explained: explain)
            try writer.write(
                answer.sentimentRecord(
                    of: text, reviewID: review.reviewID, abstains: certainty.abstains(answer)))
        }
        try writer.finish()
        if rejected > 0 { throw ExitCode(ExitStatus.someRowsRejected) }
    }
}

/// `bowerbird categorize`
struct CategorizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "categorize", abstract: "Which categories a search query belongs to.",
        discussion: """
            A file is read as what its name says: CSV, TSV and JSON Lines with the column query as of \
            `bowerbird import queries`, any other with one query a line.

            Examples:
              bowerbird categorize '2 person tent' --top 3 --explain
              bowerbird categorize --input searches.tsv --top 1
            """)

    @OptionGroup var input: RowInput

    @Option(help: "How many categories at most.")
    var top = 3

    @Flag(
        help:
            "Say what each word adds (intercept and weights add up to the logit), without which words the answer would be another, and which stored queries are most like it."
    )
    var explain = false

    @OptionGroup var certainty: CertaintyOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if top < 1 { throw ValidationError("--top must be at least 1.") }
    }

    func run() throws {
        let model = try shop.openExisting().currentModel()
        var writer = try output.writer()
        let rejected = try input.forEach(
            QueryText.self, plain: { QueryText(query: $0) }, progress: execution.progress()
        ) { row in
            let answer = try model.categories(of: row.query, explained: explain)
            try writer.write(
                answer.categoryRecord(
                    of: row.query, top: top, abstains: certainty.abstains(answer),
                    nearest: explain ? model.nearestQueries(to: row.query) : nil))
        }
        try writer.finish()
        if rejected > 0 { throw ExitCode(ExitStatus.someRowsRejected) }
    }
}
