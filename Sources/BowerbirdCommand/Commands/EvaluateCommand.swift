import Answers
public import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird evaluate`
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "How good the models are, on data they were not trained on.",
        discussion: """
            Trains afresh on one part of the data and tests on the other; the current model is not changed. Lists rank \
            every item, never a sample. Intervals are 95 %, by bootstrap; docs/evaluation.md says what each metric means.

            Examples:
              bowerbird evaluate ranking --split time:0.8
              bowerbird evaluate behavior --as-of 2026-05-01 --horizon 30
            """)

    /// What is evaluated.
    enum Task: String, ExpressibleByArgument, CaseIterable { case ranking, sentiment, categories, behavior }

    @Argument(help: "ranking, sentiment, categories or behavior.")
    var task: Task

    @Option(help: "For ranking: last-one, time:0.8 or random:0.8.")
    var split: String?

    @Option(
        help: ArgumentHelp(
            "Cross-validate over so many parts instead of one split; for behavior, over so many days of prediction, each "
                + "--horizon days before the next."))
    var folds: Int?

    @Flag(help: "For ranking: put rows of equal time in a random order first, so that the file's order says nothing.")
    var shuffleTies = false

    @Option(
        help: ArgumentHelp(
            "For behavior: predict as on this day (default: --horizon days before the end of the data).",
            valueName: "time"))
    var asOf: String?

    @Option(help: ArgumentHelp("For behavior: days that predictions look ahead.", valueName: "days"))
    var horizon = 30

    @Option(
        help: ArgumentHelp(
            "For behavior: only this (purchase, items, churn, spend, quantity, visits, dwell, timing, demand, sessions, "
                + "rating, categories); several times for several.", valueName: "kind"))
    var kind: [BehaviorEvaluationPart] = []

    @Flag(
        inversion: .prefixedNo,
        help: "Simple and classic models beside ours, trained in the same run on the same part of the data.")
    var baselines = true

    @Flag(
        help: ArgumentHelp(
            "For behavior: also what the models of purchase, churn and sessions lose without each input (always in a "
                + "--report)."))
    var importance = false

    @Option(
        help: ArgumentHelp(
            "For behavior: try so many settings for the models of purchase, churn and sessions, on data held out from the "
                + "training data, and keep the best.", valueName: "count"))
    var search: Int?

    @Option(
        help: ArgumentHelp(
            "Also write report.html (tables and plots, one self-contained page) and metrics.csv into this folder.",
            valueName: "folder"))
    var report: String?

    @Option(help: "fast, balanced or accurate.")
    var preset: RankingPreset = .balanced

    @OptionGroup var privacy: PrivacyOptions
    @OptionGroup(title: "How sessions are read") var preprocessing: PreprocessingOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        do { _ = try splitMethod() } catch { throw ValidationError("--split: \(error)") }
        if let asOf, Timestamp(parsing: asOf) == nil {
            throw ValidationError("--as-of \(asOf): write a time like 2026-06-01 or 2026-06-01T00:00:00Z.")
        }
        if !(1...730).contains(horizon) { throw ValidationError("--horizon must be 1 to 730 days.") }
        if task == .behavior, split != nil {
            throw ValidationError("behavior is evaluated forward in time: give --as-of or --folds instead of --split.")
        }
        if let search {
            if task != .behavior {
                throw ValidationError("--search is for behavior: \(task.rawValue) has no such settings.")
            }
            if !(1...1000).contains(search) { throw ValidationError("--search must be 1 to 1000.") }
        }
        if privacy.budget != nil, task != .behavior {
            throw ValidationError("--epsilon is for behavior: \(task.rawValue) is learned without it.")
        }
        if privacy.budget != nil, !kind.isEmpty, Set(kind).isDisjoint(with: [.purchase, .churn]) {
            throw ValidationError(
                "--epsilon is for purchase and churn: name one of them by --kind, or leave --kind out.")
        }
        if task == .sentiment || task == .categories, split != nil {
            throw ValidationError(
                "\(task.rawValue) is evaluated on a fixed fifth of the texts: leave --split out, or give --folds.")
        }
        if let folds {
            if folds < 2 || folds > 100 { throw ValidationError("--folds must be 2 to 100, not \(folds)") }
            if split != nil { throw ValidationError("--folds and --split are two ways to divide the data; give one") }
        }
    }

    func run() throws {
        let progress = execution.progress()
        let shop = try shop.openExisting()
        // A folder that cannot be made is told before the work, not after it.
        if let report { try makeFolder(report) }
        let result = try evaluate(shop, progress)
        if let report { try result.writeReport(to: URL(filePath: report)) }
        var writer = try output.writer()
        for record in result.rows.records { try writer.write(record) }
        try writer.finish()
        for sentence in result.leftOut { progress.warn(sentence) }
        if let summary = result.summary { progress.say(summary) }
        if let report { progress.say("the report is in \(report)/report.html") }
    }

    private func evaluate(_ shop: Shop, _ progress: Progress) throws -> EvaluationResult {
        let options = TrainingOptions(preset: preset, seed: execution.seed)
        let threads = execution.threadCount
        switch task {
        case .ranking:
            let evaluation = RankingEvaluationOptions(
                split: try splitMethod(), folds: folds ?? 1, shufflesTies: shuffleTies, baselines: baselines)
            return try shop.evaluateRanking(evaluation, options: options, threads: threads) { progress.step($0) }
        case .sentiment:
            return try shop.evaluateSentiment(
                folds: folds ?? 1, options: options, threads: threads, baselines: baselines
            ) { progress.step($0) }
        case .categories:
            return try shop.evaluateCategories(
                folds: folds ?? 1, options: options, threads: threads, baselines: baselines
            ) { progress.step($0) }
        case .behavior: return try evaluateBehavior(shop, progress)
        }
    }

    private func evaluateBehavior(_ shop: Shop, _ progress: Progress) throws -> EvaluationResult {
        var evaluation = BehaviorEvaluationOptions()
        evaluation.asOf = asOf.flatMap(Timestamp.init(parsing:))
        evaluation.horizon = horizon
        evaluation.parts = kind.isEmpty ? nil : Set(kind)
        evaluation.folds = folds ?? 1
        evaluation.baselines = baselines
        evaluation.preprocessing = try preprocessing.value()
        evaluation.importance = importance || report != nil
        return try shop.evaluateBehavior(
            evaluation,
            options: TrainingOptions(
                preset: preset, seed: execution.seed, search: search, privacy: privacy.budget),
            threads: execution.threadCount
        ) { progress.step($0) }
    }

    private func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw FileError(action: "create the folder", path: path, reason: error.localizedDescription)
        }
    }

    private func splitMethod() throws -> SplitMethod { try SplitMethod(parsing: split ?? "last-one") }
}

extension BehaviorEvaluationPart: ExpressibleByArgument {}
