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
            """,
        subcommands: [ModelList.self, ModelRollback.self], defaultSubcommand: ModelList.self)
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
