import Answers
public import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird predict`
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "What users will do: buy, spend, visit, leave.",
        discussion: """
            purchase: the probability of an order within the horizon, of anything, of an --item or in a --category. quantity, spend: how many units, how much money. \
            timing: in how many days the next order comes. browse: how often a user visits and how long they look. \
            churn: the probability that nothing at all is heard of a user within the horizon. rating: the stars a user \
            would give an item, and how likely they write a review once they have bought it.

            Days are whole days, UTC. Amounts come with their median and the range that holds four of five.

            Examples:
              bowerbird predict churn --all --format csv --output churn.csv
              bowerbird predict purchase --user anna --horizon 14
              bowerbird predict purchase --all --category "Outdoor > Camping" --explain
              bowerbird predict spend --all --as-of 2026-06-01
              bowerbird predict rating --user anna --item tent-2p
            """)

    @Argument(help: "purchase, quantity, spend, timing, browse, churn or rating.")
    var kind: BehaviorKind

    @Option(help: "A user; several times for several.")
    var user: [String] = []

    @Option(help: "For rating and purchase: an item; several times for several.")
    var item: [String] = []

    @Option(help: "For purchase: a category such as \"Outdoor > Camping\"; several times for several.")
    var category: [String] = []

    @Flag(help: "Every user of whom there is an event.")
    var all = false

    @Option(help: ArgumentHelp("Days to look ahead (default: 30; timing 60, churn 90).", valueName: "days"))
    var horizon: Int?

    @Option(
        help: ArgumentHelp(
            "For purchase: a file of open sessions, with the columns of `import sessions`; how likely does each buy?",
            valueName: "file"))
    var sessions: String?

    @OptionGroup(title: "How sessions are read") var preprocessing: PreprocessingOptions

    @Flag(
        help: ArgumentHelp(
            "For purchase and churn: what moved each prediction, and by how much in log-odds. For rating: what reviews of "
                + "the item praise and complain about."))
    var explain = false

    @OptionGroup var behavior: BehaviorOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if sessions != nil {
            if kind != .purchase || all || !user.isEmpty || !item.isEmpty || !category.isEmpty {
                throw ValidationError("--sessions goes with purchase, without --user, --all, --item and --category.")
            }
            return
        }
        if kind == .rating, item.isEmpty {
            throw ValidationError("rating needs --item: whose stars are asked for?")
        }
        if !item.isEmpty, kind != .rating, kind != .purchase {
            throw ValidationError("--item goes with rating and purchase.")
        }
        if !category.isEmpty, kind != .purchase || !item.isEmpty {
            throw ValidationError("--category goes with purchase, without --item.")
        }
        if explain, kind != .rating, !BehaviorKind.explained.contains(kind) {
            throw ValidationError("\(kind.rawValue) has no reasons: --explain goes with purchase, churn and rating.")
        }
        if user.isEmpty != all { throw ValidationError("Give --user, or --all for every user.") }
        if let horizon, !(1...730).contains(horizon) { throw ValidationError("--horizon must be 1 to 730 days.") }
    }

    func run() throws {
        if let sessions { return try predictSessions(sessions) }
        let predictor = try behavior.predictor(try shop.openExisting(), execution)
        let users = all ? predictor.userIDs : user.map { UserID(rawValue: $0) }
        var writer = try output.writer()
        let answers = try self.answers(predictor, users)
        for answer in answers { try writer.write(answer.record) }
        try writer.finish()
        tellGaps(predictor, users, answered: Set(answers.map(\.userID)))
        if answers.isEmpty { throw ExitCode(ExitStatus.failed) }
    }

    // Who and what nothing was said of: an answer that is missing is no remark that --quiet may hide.
    private func tellGaps(_ predictor: BehaviorPredictor, _ users: [UserID], answered: Set<UserID>) {
        let progress = execution.progress()
        let unknown = item.filter { !predictor.knows(ItemID(rawValue: $0)) }
        for name in unknown {
            progress.warn("'\(name)' is not known: neither the catalogue nor any event has this item")
        }
        guard item.isEmpty || unknown.count < item.count else { return }
        let missing = users.filter { !answered.contains($0) }
        if all {
            if !missing.isEmpty { progress.say("nothing can be said of \(missing.count) of \(users.count) users") }
        } else {
            for user in missing { progress.warn(predictor.silence(about: user, kind)) }
        }
    }

    private func answers(_ predictor: BehaviorPredictor, _ users: [UserID]) throws -> [BehaviorAnswer] {
        let items = item.map { ItemID(rawValue: $0) }
        if kind == .rating { return try withAspects(predictor.ratings(users: users, items: items)) }
        let days = horizon ?? kind.usualHorizon
        let mostReasons = explain ? 5 : 0
        if !items.isEmpty {
            return try predictor.purchases(of: items, by: users, horizon: days, mostReasons: mostReasons)
        }
        if !category.isEmpty {
            return try predictor.purchases(inCategories: category, by: users, horizon: days, mostReasons: mostReasons)
        }
        return try predictor.predict(kind, users: users, horizon: days, mostReasons: mostReasons)
    }
}

extension PredictCommand {
    // What reviews of the items praise and complain about, where the model in use can read reviews.
    private func withAspects(_ answers: [BehaviorAnswer]) throws -> [BehaviorAnswer] {
        let shop = try shop.openExisting()
        guard explain, shop.bundles.currentVersion() != nil else { return answers }
        let model = try shop.currentModel()
        guard model.parts.contains(.sentiment) else { return answers }
        let items = Set(answers.compactMap(\.itemID)).sorted { $0.rawValue < $1.rawValue }
        let aspects = Dictionary(
            uniqueKeysWithValues: try model.aspects(of: items, threads: execution.threadCount).map { ($0.itemID, $0) })
        return answers.map { answer in
            var answer = answer
            answer.aspects = answer.itemID.flatMap { aspects[$0] }
            return answer
        }
    }

    // The one in use, where it was trained as is asked for now.
    private func sessionModel() throws -> SessionModel {
        let shop = try shop.openExisting()
        let asked = try preprocessing.value()
        if asked == Preprocessing(), shop.bundles.currentVersion() != nil,
            let trained = try shop.currentModel().behavior?.sessions
        {
            return trained
        }
        return try SessionModel(
            shop.store.snapshot(detailed: true).sessions, preprocessing: asked, seed: execution.seed,
            threads: execution.threadCount)
    }

    private func predictSessions(_ path: String) throws {
        let model = try sessionModel()
        var writer = try output.writer()
        var rejected = 0
        try TableReader.read(Session.self, path: path) { batch in
            rejected += batch.rejected.count
            for row in batch.rejected { FileHandle.standardError.write(Data("\(row)\n".utf8)) }
            for (session, probability) in zip(batch.rows, model.probabilities(batch.rows)) {
                let reasons = explain ? model.reasons(session, most: 5) : []
                try writer.write(
                    OutputRecord.prediction(
                        [
                            .init(name: "session_id", value: .string(session.sessionID)),
                            .init(name: "kind", value: .string("purchase")),
                            .init(name: "probability", value: .rounded(Double(probability))),
                        ], reasons: reasons))
            }
        }
        try writer.finish()
        if rejected > 0 { throw ExitCode(ExitStatus.someRowsRejected) }
    }
}

extension BehaviorKind: ExpressibleByArgument {}
