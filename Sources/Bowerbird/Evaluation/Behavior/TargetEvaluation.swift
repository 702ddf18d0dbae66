import BehaviorPrediction
import LinearAlgebra

/// How well it is foretold which of the best-selling items a customer buys.
struct TargetEvaluation {
    private let evaluation: BehaviorEvaluation

    private static let mostItems = 100
    private static let mostUsers = 1_000

    init(_ evaluation: BehaviorEvaluation) { self.evaluation = evaluation }

    func run() throws -> [EvaluationPart] {
        let (log, day, horizon) = (evaluation.log, evaluation.day, evaluation.horizon)
        let events = TargetEvents(itemsOf: evaluation.snapshot)
        let targets = events.bestSellers(before: day, most: Self.mostItems)
        var users = log.users(before: day)
        var generator = SeededGenerator(seed: evaluation.options.seed, stream: 9)
        generator.shuffle(&users)
        users = Array(users.prefix(Self.mostUsers))
        let outcomes = events.outcomes(users: users, targets: targets, day: day, horizon: horizon)
        guard outcomes.contains(true), outcomes.contains(false) else { return [] }
        evaluation.progress("purchases of the \(targets.count) items that most customers bought")
        let model = try TargetModel(
            events, log: log, asOf: day, horizon: horizon, seed: evaluation.options.seed, threads: evaluation.threads)
        let ours = model.predictions(users: users, targets: targets, day: day).map(\.probability)
        var models = [("items model", ours)]
        if evaluation.hasBaselines {
            let rule = events.frequencyRule(users: users, targets: targets, day: day, horizon: horizon)
            models.append(("items by own frequency", rule))
        }
        return [
            BinaryEvaluation(bootstrap: evaluation.bootstrap, asksWhy: false).part(
                "purchase of an item within \(horizon) days", models, outcomes, opened: nil)
        ]
    }
}
