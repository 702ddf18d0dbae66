import BehaviorPrediction
import LinearAlgebra
import NeuralNetworks

/// How well it is foretold who buys, and who stays away.
struct CustomerOutcomeEvaluation {
    private let evaluation: BehaviorEvaluation
    private let outcome: CustomerOutcome

    private static let rfm: [CustomerFeature] = [.recency, .purchaseDays, .money, .tenure]

    init(_ evaluation: BehaviorEvaluation, _ outcome: CustomerOutcome) {
        self.evaluation = evaluation
        self.outcome = outcome
    }

    // Churn is the opposite of activity.
    private var isChurn: Bool { outcome == .activity }
    private var name: String { isChurn ? "churn" : "purchase" }

    func run(_ trials: [BehaviorTrial]) throws -> EvaluationPart {
        let title = "\(name) within \(evaluation.horizon) days"
        evaluation.progress(title)
        let ours = try trials.map { try model(on: $0.day, rule: nil) }
        var models = [("\(name) model", probabilities(ours, trials))]
        if let budget = evaluation.options.privacy {
            let within = "\(name) model within epsilon \(Self.digits(budget.epsilon))"
            models.append(
                (within, probabilities(try trials.indices.map { try model(within: budget, trials, $0) }, trials)))
        }
        if evaluation.hasBaselines {
            let recency: CustomerFeature = isChurn ? .visitRecency : .recency
            models.append(("\(name) by recency", try probabilities(rule: [recency], trials)))
            if evaluation.log.hasPurchases {
                models.append(("\(name) by logistic RFM", try probabilities(rule: Self.rfm, trials)))
            }
        }
        let truth = trials.flatMap { trial in
            trial.windows.map { isChurn ? $0.activeDays == 0 : $0.purchaseDays > 0 }
        }
        let (log, threads) = (evaluation.log, evaluation.threads)
        return BinaryEvaluation(bootstrap: evaluation.bootstrap, asksWhy: evaluation.settings.importance).part(
            title, models, truth,
            // What several models look at cannot be said of one.
            opened: trials.count > 1
                ? nil : ours[0].opened(log, users: trials[0].users, day: trials[0].day, threads: threads),
            isReversed: isChurn)
    }

    private func model(on day: Int32, rule: [CustomerFeature]?) throws -> OutcomeModel {
        try OutcomeModel(
            outcome, log: evaluation.log, asOf: day, horizon: evaluation.horizon, rule: rule,
            search: rule == nil ? evaluation.options.settingsSearch : nil, seed: evaluation.options.seed,
            threads: evaluation.threads)
    }

    // Noise from the seed hides nothing, and need not: these models are measured and thrown away.
    private func model(within budget: PrivacyBudget, _ trials: [BehaviorTrial], _ number: Int) throws -> OutcomeModel {
        var noise = GaussianNoise(SeededGenerator(seed: evaluation.options.seed, stream: UInt64(number)))
        return try OutcomeModel(
            privately: outcome, log: evaluation.log, asOf: trials[number].day, horizon: evaluation.horizon,
            budget: budget, models: BehaviorModels.privateCount(evaluation.log),
            threads: evaluation.threads, noise: &noise)
    }

    private static func digits(_ number: Double) -> String {
        number == number.rounded() ? "\(Int(number))" : "\(number)"
    }

    private func probabilities(rule: [CustomerFeature], _ trials: [BehaviorTrial]) throws -> [Float] {
        probabilities(try trials.map { try model(on: $0.day, rule: rule) }, trials)
    }

    private func probabilities(_ models: [OutcomeModel], _ trials: [BehaviorTrial]) -> [Float] {
        zip(models, trials).flatMap { model, trial in
            let likely = model.probabilities(
                evaluation.log, users: trial.users, day: trial.day, threads: evaluation.threads)
            return isChurn ? likely.map { 1 - $0 } : likely
        }
    }
}
