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
            let within = "\(name) model within epsilon \(ReportTables.short(budget.epsilon))"
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
            trial.windows.map { came($0) != isChurn }
        }
        let (log, threads) = (evaluation.log, evaluation.threads)
        return BinaryEvaluation(bootstrap: evaluation.bootstrap, asksWhy: evaluation.settings.importance).part(
            title, models, truth,
            // What several models look at cannot be said of one.
            opened: trials.count > 1
                ? nil : ours[0].opened(log, users: trials[0].users, day: trials[0].day, threads: threads),
            isReversed: isChurn, learning: trials.count > 1 ? [] : learning(trials[0], whole: ours[0]))
    }

    // What was learned from is judged on its newest day.
    private func learning(_ trial: BehaviorTrial, whole: OutcomeModel) -> [LearningPoint] {
        let (log, threads, horizon) = (evaluation.log, evaluation.threads, evaluation.horizon)
        evaluation.progress("\(name): learning curve")
        let newest = BehaviorTrial(log, day: trial.day - Int32(horizon), horizon: horizon)
        return LearningCurve(bootstrap: evaluation.bootstrap).points(trial.users) { users in
            let customers = Set(users)
            let isWhole = users.count == trial.users.count
            let model = isWhole ? whole : try model(on: trial.day, rule: nil, customers: customers)
            func judged(_ trial: BehaviorTrial, _ places: [Int]) -> LearningCurve.Judged {
                (
                    model.probabilities(log, users: places.map { trial.users[$0] }, day: trial.day, threads: threads),
                    places.map { came(trial.windows[$0]) }
                )
            }
            return (
                judged(newest, newest.users.indices.filter { customers.contains(newest.users[$0]) }),
                judged(trial, Array(trial.users.indices))
            )
        }
    }

    // Whether what the model is of came; churn is when it did not.
    private func came(_ window: Window) -> Bool { isChurn ? window.activeDays > 0 : window.purchaseDays > 0 }

    private func model(
        on day: Int32, rule: [CustomerFeature]?, customers: Set<Int>? = nil
    ) throws -> OutcomeModel {
        try OutcomeModel(
            outcome, log: evaluation.log, asOf: day, horizon: evaluation.horizon, rule: rule,
            customers: customers, search: rule == nil ? evaluation.options.settingsSearch : nil,
            seed: evaluation.options.seed,
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
