import Answers
import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird models …`
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "The models that are kept, and the way back to an earlier one.",
        discussion: """
            A training makes a new model and keeps the two before it.

            Examples:
              bowerbird models
              bowerbird models rollback
              bowerbird models compare
            """,
        subcommands: [ModelList.self, ModelRollback.self, ModelCompare.self], defaultSubcommand: ModelList.self)
}

/// `bowerbird models list`
struct ModelList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The models that are kept, newest first.",
        discussion: "Example: bowerbird models --format table")

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let history = ModelHistory(try shop.openExisting().bundles)
        var writer = try output.writer()
        let now = Date().timeIntervalSince1970
        for entry in history.entries { try writer.write(entry.record(now: now)) }
        try writer.finish()
    }
}

/// `bowerbird models rollback`
struct ModelRollback: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Make an earlier model the current one.",
        discussion: """
            A running service takes it over within a second. The model that was current is kept, so that the way forward is \
            open too.

            Example: bowerbird models rollback
            """)

    @Argument(help: "Which model (default: the one before the current).")
    var version: String?

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let model = try shop.openExisting().rollBack(to: version)
        var writer = try output.writer()
        try writer.write(OutputRecord(.record(["current": .string(model.manifest.version)])))
        try writer.finish()
    }
}

/// `bowerbird models compare`
struct ModelCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compare a model with the current one on what users did since.",
        discussion: """
            Users who came back after both models were trained get a list of both, made from what was known of them before, and \
            are asked for what they had afterwards. Nobody is shown these lists. With fewer than 200 such users nothing is \
            decided; a model is no worse when at most a tenth of the current one's NDCG@10 is lost, in 95 of 100 cases.

            Examples:
              bowerbird train --challenger
              bowerbird models compare --settle
            """)

    @Argument(help: "Which model (default: the one that waits since `bowerbird train --challenger`).")
    var version: String?

    @Flag(
        help:
            "If the waiting model is better or no worse, make it the current one; if it is worse, let it wait no longer."
    )
    var settle = false

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if settle, version != nil {
            throw ValidationError("--settle is for the model that waits; leave '\(version ?? "")' out.")
        }
    }

    func run() throws {
        let shop = try shop.openExisting()
        var writer = try output.writer()
        let report = try shop.compareWithCurrent(
            version, seed: execution.seed, threads: execution.threadCount)
        if settle {
            let progress = execution.progress()
            let changed = try shop.settle(report)
            progress.say(
                !changed
                    ? "\(report.challenger) waits on: \(report.verdict.rawValue)"
                    : report.verdict == .worse
                        ? "\(report.challenger) waits no longer, it is worse" : "\(report.challenger) is current")
        }
        try writer.write(report.record)
        try writer.finish()
    }
}
