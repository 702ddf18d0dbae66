import BehaviorPrediction
import Evaluation

/// How well it is foretold how much customers spend, buy, visit or look.
struct AmountEvaluation {
    private let evaluation: BehaviorEvaluation
    private let amount: CustomerAmount

    init(_ evaluation: BehaviorEvaluation, _ amount: CustomerAmount) {
        self.evaluation = evaluation
        self.amount = amount
    }

    func run(_ trials: [BehaviorTrial]) throws -> EvaluationPart {
        let title = "\(amount.rawValue) within \(evaluation.horizon) days"
        evaluation.progress(title)
        let truth = trials.flatMap { $0.windows.map(amount.value) }
        let predicted = try trials.flatMap { trial in
            try AmountModel(
                amount, log: evaluation.log, asOf: trial.day, horizon: evaluation.horizon,
                seed: evaluation.options.seed, threads: evaluation.threads
            ).predictions(evaluation.log, users: trial.users, day: trial.day, threads: evaluation.threads)
        }
        let ours = rows(predicted, truth)
        guard evaluation.hasBaselines else { return EvaluationPart(title: title, rows: ours) }
        let rules: [(String, (BehaviorTrial, Int) -> Float)] = [
            ("as in the window before", lastWindow), ("own mean", ownMean),
        ]
        let simple = rules.flatMap { name, rule in
            errors("\(amount.rawValue) \(name)", trials.flatMap { trial in trial.users.map { rule(trial, $0) } }, truth)
        }
        return EvaluationPart(title: title, rows: ours + simple)
    }

    private func rows(_ predicted: [AmountPrediction], _ truth: [Float]) -> [EvaluationRow] {
        let median = AmountMetrics(predicted: predicted.map(\.median), truth: truth)
        let mean = AmountMetrics(predicted: predicted.map(\.expected), truth: truth)
        let low = AmountMetrics(predicted: predicted.map(\.low), truth: truth)
        let high = AmountMetrics(predicted: predicted.map(\.high), truth: truth)
        let isInside = zip(predicted, truth).map { $0.low <= $1 && $1 <= $0.high }
        return evaluation.measured(
            "\(amount.rawValue) model", count: truth.count,
            [
                ("MAE", { median.meanAbsoluteError($0) }), ("RMSLE", { median.rootMeanSquaredLogError($0) }),
                ("R²", { mean.coefficientOfDetermination($0) }), ("Spearman", { mean.rankCorrelation($0) }),
                ("pinball 0.1", { low.pinball($0, share: 0.1) }), ("pinball 0.9", { high.pinball($0, share: 0.9) }),
                ("coverage of 80 %", { rows in Double(rows.count { isInside[$0] }) / Double(max(rows.count, 1)) }),
            ])
    }

    private func errors(_ model: String, _ values: [Float], _ truth: [Float]) -> [EvaluationRow] {
        let metrics = AmountMetrics(predicted: values, truth: truth)
        return evaluation.measured(
            model, count: truth.count,
            [
                ("MAE", { metrics.meanAbsoluteError($0) }), ("RMSLE", { metrics.rootMeanSquaredLogError($0) }),
                ("R²", { metrics.coefficientOfDetermination($0) }), ("Spearman", { metrics.rankCorrelation($0) }),
            ])
    }

    private func lastWindow(_ trial: BehaviorTrial, _ user: Int) -> Float {
        amount.value(Window(evaluation.log, user: user, days: trial.day - Int32(evaluation.horizon)..<trial.day))
    }

    private func ownMean(_ trial: BehaviorTrial, _ user: Int) -> Float {
        let log = evaluation.log
        let all = Window(log, user: user, days: log.span.lowerBound..<trial.day)
        let first = log.days[log.dayRange(of: user).lowerBound].day
        return amount.value(all) / Float(max(Int(trial.day - first), evaluation.horizon)) * Float(evaluation.horizon)
    }
}
