import Answers
public import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird predict`
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "What users will do: buy, spend, visit, leave.",
        discussion: """
            purchase: the probability of an order within the horizon. quantity, spend: how many units, how much money. \
            timing: in how many days the next order comes. browse: how often a user visits and how long they look. \
            churn: the probability that nothing at all is heard of a user within the horizon. rating: the stars a user \
            would give an item.

            Days are whole days, UTC. Amounts come with their median and the range that holds four of five.

            Examples:
              bowerbird predict churn --all --format csv --output churn.csv
              bowerbird predict purchase --user anna --horizon 14
              bowerbird predict spend --all --as-of 2026-06-01
              bowerbird predict rating --user anna --item tent-2p
            """)

    @Argument(help: "purchase, quantity, spend, timing, browse, churn or rating.")
    var kind: BehaviorKind

    @Option(help: "A user; several times for several.")
    var user: [String] = []

    @Option(help: "For rating: an item; several times for several.")
    var item: [String] = []

    @Flag(help: "Every user of whom there is an event.")
    var all = false

    @Option(help: ArgumentHelp("Days to look ahead (default: 30; timing 60, churn 90).", valueName: "days"))
    var horizon: Int?

    @Option(
        help: ArgumentHelp(
            "For purchase: a file of open sessions, with the columns of `import sessions`; how likely does each buy?",
            valueName: "file"))
    var sessions: String?

    @Flag(help: "For purchase and churn: what moved each prediction, and by how much in log-odds.")
    var explain = false

    @OptionGroup var behavior: BehaviorOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if sessions != nil {
            if kind != .purchase || all || !user.isEmpty {
                throw ValidationError("--sessions goes with purchase, without --user and --all.")
            }
            return
        }
        if (kind == .rating) == item.isEmpty {
            throw ValidationError(
                kind == .rating ? "rating needs --item: whose stars are asked for?" : "--item goes with rating.")
        }
        if user.isEmpty != all { throw ValidationError("Give --user, or --all for every user.") }
        if let horizon, !(1...730).contains(horizon) { throw ValidationError("--horizon must be 1 to 730 days.") }
    }

    func run() throws {
        if let sessions { return try predictSessions(sessions) }
        let predictor = try behavior.predictor(try shop.openExisting(), execution)
        let users = all ? predictor.userIDs : user.map { UserID(rawValue: $0) }
        let answers =
            kind == .rating
            ? try predictor.ratings(users: users, items: item.map { ItemID(rawValue: $0) })
            : try predictor.predict(
                kind, users: users, horizon: horizon ?? kind.usualHorizon,
                mostReasons: explain ? 5 : 0)
        var writer = try output.writer()
        for answer in answers { try writer.write(answer.record) }
        try writer.finish()
    }
}

extension PredictCommand {
    private func predictSessions(_ path: String) throws {
        let stored = try shop.openExisting().store.snapshot(detailed: true).sessions
        let model = try SessionModel(stored, seed: execution.seed, threads: execution.threadCount)
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
