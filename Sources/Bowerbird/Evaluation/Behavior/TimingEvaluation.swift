import BehaviorPrediction
import Evaluation
import Foundation

/// How well the days to the next purchase are foretold, from every purchase in the window on.
struct TimingEvaluation {
    private let evaluation: BehaviorEvaluation
    private let origins: [PurchaseOrigin]
    private let horizon: Int

    /// Origins lie in the window and leave `horizon` days of waiting after them, where the log goes on for so long.
    init(_ evaluation: BehaviorEvaluation) {
        self.evaluation = evaluation
        let (log, day) = (evaluation.log, evaluation.day)
        let room = Int(log.span.upperBound - day)
        // Half the room for origins, half for the answers to come in, and no more than is asked for.
        horizon = max(min(evaluation.horizon, room / 2), 1)
        origins = log.origins(in: day..<max(log.span.upperBound - Int32(horizon), day))
    }

    func run() throws -> [EvaluationRow] {
        guard !origins.isEmpty else { return [] }
        let (log, day, threads) = (evaluation.log, evaluation.day, evaluation.threads)
        evaluation.progress("days to the next purchase, from \(origins.count) purchases")
        let model = try TimingModel(
            log: log, asOf: day, horizon: horizon, seed: evaluation.options.seed, threads: threads)
        let predicted = model.predictions(
            log, origins: origins.map { ($0, waited: 0) }, threads: threads)
        var rows = rows("timing model", predicted)
        guard evaluation.hasBaselines else { return rows }
        let everyone = TimingBaselines.kaplanMeier(log, asOf: day, horizon: horizon)
        rows += self.rows("timing Kaplan–Meier", [TimingPrediction](repeating: everyone, count: origins.count))
        let fallback = Float(everyone.quantile(0.5) ?? horizon)
        let own = origins.map { TimingBaselines.ownMedian(log, $0, fallback: fallback) }
        return rows + self.rows("timing own median gap", medians: own, order: own)
    }

    private func rows(_ model: String, _ predicted: [TimingPrediction]) -> [EvaluationRow] {
        let likelihoods = zip(predicted, origins).map { prediction, origin -> Double in
            let beyond = max(1 - prediction.days.reduce(0, +), 0)
            let gap = origin.gap.map(Int.init) ?? .max
            return log(Double(max(gap <= horizon ? prediction.days[gap - 1] : beyond, 1e-6)))
        }
        return evaluation.measured(
            model, count: origins.count,
            [("log-likelihood", { rows in rows.reduce(0) { $0 + likelihoods[$1] } / Double(max(rows.count, 1)) })])
            + rows(
                model, medians: predicted.map { Float($0.quantile(0.5) ?? horizon) }, order: predicted.map(\.expected))
    }

    private func rows(_ model: String, medians: [Float], order: [Float]) -> [EvaluationRow] {
        let capped = origins.map { min($0.gap.map(Int.init) ?? .max, horizon) }
        let errors = AmountMetrics(
            predicted: medians.map { min($0, Float(horizon)) }, truth: capped.map(Float.init))
        let isEvent = origins.map { $0.gap.map { Int($0) <= horizon } ?? false }
        return evaluation.measured(
            model, count: origins.count,
            [
                ("MAE in days", { errors.meanAbsoluteError($0) }),
                (
                    "concordance",
                    { rows in
                        Concordance.index(
                            predicted: rows.map { order[$0] }, times: rows.map { capped[$0] },
                            isEvent: rows.map { isEvent[$0] })
                    }
                ),
            ])
    }
}
