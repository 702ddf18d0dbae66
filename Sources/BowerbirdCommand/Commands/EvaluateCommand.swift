import ArgumentParser
import Bowerbird

/// `bowerbird evaluate`
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "How good the models are, on data they were not trained on.",
        discussion: """
            Trains afresh on one part of the data and tests on the other; the current model is not changed. Lists rank \
            every item, never a sample. Intervals are 95 %, by bootstrap.

            Example: bowerbird evaluate ranking --split time:0.8
            """)

    /// What is evaluated.
    enum Task: String, ExpressibleByArgument, CaseIterable { case ranking, sentiment, categories }

    @Argument(help: "ranking, sentiment or categories.")
    var task: Task

    @Option(help: "For ranking: last-one, time:0.8 or random:0.8.")
    var split = "last-one"

    @Flag(inversion: .prefixedNo, help: "For ranking: popularity and item-kNN beside ours.")
    var baselines = true

    @Option(help: "fast, balanced or accurate.")
    var preset: RankingPreset = .balanced

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        do { _ = try SplitMethod(parsing: split) } catch { throw ValidationError("--split: \(error)") }
    }

    func run() throws {
        let progress = execution.progress()
        let shop = try shop.openExisting()
        let options = TrainingOptions(preset: preset, seed: execution.seed)
        let rows: [EvaluationRow]
        switch task {
        case .ranking:
            rows = try shop.evaluateRanking(
                split: SplitMethod(parsing: split), options: options, baselines: baselines,
                threads: execution.threadCount
            ) { progress.step($0) }
        case .sentiment:
            rows = try shop.evaluateSentiment(options: options, threads: execution.threadCount) { progress.step($0) }
        case .categories:
            rows = try shop.evaluateCategories(options: options, threads: execution.threadCount) { progress.step($0) }
        }
        var writer = try output.writer()
        for row in rows { try writer.write(OutputRecord(row.json)) }
        try writer.finish()
    }
}
