import Answers
import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird export-user`
struct ExportUserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export-user", abstract: "Everything that is stored of a user.",
        discussion: "Example: bowerbird export-user anna --output anna.json")

    @Argument(help: "The user.")
    var user: String

    @Option(help: ArgumentHelp("Write the answer to this file, which appears when it is complete.", valueName: "file"))
    var output: String?

    @OptionGroup var shop: ShopOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let record = try shop.openExisting().record(of: UserID(rawValue: user))
        guard !record.isEmpty else { throw UnknownUserError(user: user) }
        var writer = ResultWriter(format: .jsonl, output: try OutputFile(path: output))
        try writer.write(OutputRecord(record.json))
        try writer.finish()
    }
}

/// `bowerbird forget-user`
struct ForgetUserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget-user", abstract: "Erase a user from everything that is stored.",
        discussion: """
            No row and no name of the user is left in the shop's files. What models learned from all users together stays \
            in them until the next training; --retrain trains at once and removes earlier models. Backups and files that \
            were imported are not touched.

            Example: bowerbird forget-user anna --retrain
            """)

    @Argument(help: "The user.")
    var user: String

    @Flag(help: "Train again without the user, and remove every earlier model.")
    var retrain = false

    @Option(help: "With --retrain: fast, balanced or accurate.")
    var preset: RankingPreset = .balanced

    @OptionGroup var shop: ShopOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let shop = try shop.openExisting()
        var forgotten = try shop.forget(UserID(rawValue: user))
        if retrain, forgotten.erasure.wasKnown {
            let progress = execution.progress()
            let current = try shop.bundles.currentVersion().map { try shop.bundles.manifest(of: $0).settings }
            try shop.train(
                TrainingOptions(
                    preset: preset, seed: execution.seed, search: current?.search, privacy: current?.privacy),
                threads: execution.threadCount
            ) { progress.step($0) }
            try shop.removeEarlierModels(at: Timestamp(seconds: Date().timeIntervalSince1970))
            forgotten.model = nil
        }
        var writer = ResultWriter(format: .jsonl, output: try OutputFile(path: nil))
        try writer.write(OutputRecord(forgotten.json))
        try writer.finish()
    }
}

/// A user of whom nothing is stored.
struct UnknownUserError: Error, CustomStringConvertible {
    let user: String

    var description: String { "nothing is stored of '\(user)': check the spelling, which counts byte for byte" }
}
