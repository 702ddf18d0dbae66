import Answers
import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird experiments …`
struct ExperimentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiments", abstract: "Compare two models on the users of the service.",
        discussion: """
            While an experiment runs, the service divides the users by chance: one share gets lists of the model that is \
            tried, the others those of the model it is compared with. Who was shown which is stored, and what they did \
            afterwards is counted.

            Examples:
              bowerbird experiments start new-year
              bowerbird experiments report
              bowerbird experiments stop
            """,
        subcommands: [ExperimentList.self, ExperimentStart.self, ExperimentStop.self, ExperimentReading.self],
        defaultSubcommand: ExperimentList.self)
}

/// `bowerbird experiments list`
struct ExperimentList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every experiment that was ever begun, oldest first.",
        discussion: "Example: bowerbird experiments --format table")

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        var writer = try output.writer()
        for experiment in try shop.openExisting().store.experiments() {
            try writer.write(OutputRecord(experiment.json))
        }
        try writer.finish()
    }
}

/// `bowerbird experiments start`
struct ExperimentStart: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Begin an experiment; a running service takes it up within a second.",
        discussion: """
            Both models are kept until it ends, whatever is trained meanwhile; `bowerbird models` shows which there are.

            Example: bowerbird experiments start new-year --share 0.2
            """)

    @Argument(help: "What to call it. Users are divided by the name: a new one divides them anew.")
    var name: String

    @Option(help: ArgumentHelp("The model that is tried (default: the current one).", valueName: "version"))
    var treatment: String?

    @Option(
        help: ArgumentHelp(
            "The model it is compared with (default: the one before the treatment).", valueName: "version"))
    var control: String?

    @Option(help: "Which share of the users gets the treatment, between 0 and 1.")
    var share = 0.5

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let experiment = try shop.openExisting().startExperiment(
            name, treatment: treatment, control: control, treatmentShare: share,
            at: Timestamp(seconds: Date().timeIntervalSince1970))
        var writer = try output.writer()
        try writer.write(OutputRecord(experiment.json))
        try writer.finish()
    }
}

/// `bowerbird experiments stop`
struct ExperimentStop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End an experiment: everybody gets lists of the current model.",
        discussion: """
            Where the treatment did worse, `bowerbird models rollback` makes the other model the current one.

            Example: bowerbird experiments stop
            """)

    @Argument(help: "Which (default: the one that is running).")
    var name: String?

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let experiment = try shop.openExisting().stopExperiment(
            name, at: Timestamp(seconds: Date().timeIntervalSince1970))
        var writer = try output.writer()
        try writer.write(OutputRecord(experiment.json))
        try writer.finish()
    }
}

/// `bowerbird experiments report`
struct ExperimentReading: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What users did after they were shown a list of either model.",
        discussion: """
            A user counts once, from the first list on. Intervals are of 95 %; looking again and again until a difference \
            shows makes one up: settle before how long it runs.

            Example: bowerbird experiments report --outcome purchase --within-days 7 --format table
            """)

    @Argument(help: "Which (default: the one begun last).")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "The event type that counts (default: purchase, where there are any, else every event).",
            valueName: "type"))
    var outcome: String?

    @Option(help: "For how many days after a user was first shown a list.")
    var withinDays = 14

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if !(1...3650).contains(withinDays) { throw ValidationError("--within-days must be 1 to 3650.") }
    }

    func run() throws {
        let report = try shop.openExisting().experimentReport(name, .init(outcome: outcome, days: Double(withinDays)))
        execution.progress().say("conclusion: \(report.conclusion)")
        var writer = try output.writer()
        try writer.write(report.record)
        try writer.finish()
    }
}
