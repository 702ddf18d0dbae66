import BehaviorPrediction
import DataModel
import Evaluation

/// How well it is foretold which sessions end in a purchase: a fixed fifth of them is held out.
struct SessionEvaluation {
    let sessions: [Session]
    let hasBaselines: Bool
    let options: TrainingOptions
    let threads: Int

    static let split = "Of the sessions, a fixed fifth is held out: those whose CRC-32 is divisible by five."

    func rows() throws -> [EvaluationRow] {
        let known = sessions.filter { $0.purchased != nil }
        let test = known.filter { TextSplit.isTest(Self.text($0)) }
        let training = known.filter { !TextSplit.isTest(Self.text($0)) }
        guard !test.isEmpty, !training.isEmpty else { return [] }
        let model = try SessionModel(training, seed: options.seed, threads: threads)
        let outcomes = test.map { $0.purchased == true }
        let base = [Float](repeating: model.baseRate, count: test.count)
        return rows("session purchase model", model.probabilities(test), outcomes)
            + (hasBaselines ? rows("session purchase base rate", base, outcomes) : [])
    }

    // Sessions that agree in everything stay on one side.
    private static func text(_ session: Session) -> String {
        session.attributes.keys.sorted().map { "\($0)=\(session.attributes[$0, default: []].joined(separator: "|"))" }
            .joined(separator: ";")
    }

    private func rows(_ model: String, _ probabilities: [Float], _ outcomes: [Bool]) -> [EvaluationRow] {
        let metrics = BinaryMetrics(probabilities: probabilities, outcomes: outcomes)
        let bootstrap = Bootstrap(draws: 200, seed: options.seed, threads: threads)
        let statistics: [(String, @Sendable ([Int]) -> Double)] = [
            ("AUC", { metrics.areaUnderCurve($0) }), ("PR-AUC", { metrics.averagePrecision($0) }),
            ("Brier", { metrics.brier($0) }), ("log-loss", { metrics.logLoss($0) }),
            ("ECE", { metrics.calibrationError($0) }), ("F1", { metrics.atHalf($0).f1 }),
        ]
        return statistics.map { name, compute in
            EvaluationRow(model: model, metric: name, estimate: bootstrap.statistic(count: metrics.count, compute))
        }
    }
}
