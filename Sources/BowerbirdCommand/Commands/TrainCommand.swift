import Answers
public import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird train`
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Learn from everything stored and make the new model current.",
        discussion: "Example: bowerbird train --only ranking,sentiment --preset fast")

    @Option(
        help: ArgumentHelp(
            "Only these: ranking, sentiment, categories, behavior, with commas between.", valueName: "parts"))
    var only: String?

    @Option(help: "fast, balanced or accurate.")
    var preset: RankingPreset = .balanced

    @Option(
        help: ArgumentHelp(
            "Try so many settings for the models of purchase, churn and sessions, on data held out, and keep the best.",
            valueName: "count"))
    var search: Int?

    @Flag(
        help: ArgumentHelp(
            "Keep the new model waiting beside the current one until their lists have been compared: see `bowerbird models compare`."
        ))
    var challenger = false

    @OptionGroup var privacy: PrivacyOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        let parts = try parts()
        if challenger, !parts.contains(.ranking) {
            throw ValidationError("--challenger compares lists: --only must name ranking, or be left out.")
        }
        if let search {
            if !parts.contains(.behavior) {
                throw ValidationError("--search is for behavior, which --only leaves out.")
            }
            if !(1...1000).contains(search) { throw ValidationError("--search must be 1 to 1000.") }
        }
        if privacy.budget != nil {
            if !parts.contains(.behavior) {
                throw ValidationError("--epsilon is for behavior, which --only leaves out.")
            }
            if search != nil {
                throw ValidationError("--search looks at what --epsilon hides: give one of them.")
            }
        }
    }

    func run() throws {
        let progress = execution.progress()
        // A file that cannot be written is told before the work, not after it.
        var writer = try output.writer()
        let start = ContinuousClock.now
        let options = TrainingOptions(
            parts: try parts(), preset: preset, seed: execution.seed, search: search, privacy: privacy.budget)
        let shop = try shop.openExisting()
        if options.privacy == nil, options.parts.contains(.behavior), let version = shop.bundles.currentVersion(),
            let kept = try shop.bundles.manifest(of: version).settings.privacy
        {
            progress.warn(
                "the models of behaviour in use keep to epsilon \(kept.epsilon), and these will not: give --epsilon for that"
            )
        }
        let model = try shop.train(options, asChallenger: challenger, threads: execution.threadCount) {
            progress.step($0)
        }
        let version = model.manifest.version
        let place = shop.bundles.currentVersion() == version ? "is current" : "waits beside the current one"
        progress.say(
            "model \(version) \(place): \(model.parts.map(\.rawValue).joined(separator: ", ")); "
                + "\(Seconds.text(since: start)), peak memory \(ByteCount.text(PeakMemory.bytes))")
        for row in model.manifest.metrics { try writer.write(OutputRecord(row.json)) }
        try writer.finish()
    }

    private func parts() throws -> [ModelPart] {
        guard let only else { return ModelPart.allCases }
        let known = ModelPart.allCases.map(\.rawValue).joined(separator: ", ")
        let parts = try only.split(separator: ",").map { name in
            guard let part = ModelPart(rawValue: String(name)) else {
                throw ValidationError("--only: '\(name)' is none of \(known).")
            }
            return part
        }
        guard !parts.isEmpty else { throw ValidationError("--only names nothing to train: write any of \(known).") }
        return parts
    }
}

extension RankingPreset: ExpressibleByArgument {}
