import Evaluation
import LinearAlgebra

/// What the score of a list's first item means: the probability that the user takes it, found on half of the users and
/// checked on the other half.
struct TopItemCalibration: Sendable {
    /// Predicted beside observed, on the half that the calibration has not seen.
    let reliability: Reliability
    private let probabilities: [Double]
    private let outcomes: [Bool]

    /// `nil` when one of the halves would be empty.
    /// - Parameters:
    ///   - lists: by user, empty for those who are not tested.
    ///   - tests: by user.
    init?(_ lists: ScoredLists, tests: [[Int32]], seed: UInt64) {
        var fitted: (scores: [Float], outcomes: [Bool]) = ([], [])
        var checked = fitted
        for (user, list) in lists.enumerated() where !tests[user].isEmpty {
            guard let first = list.first else { continue }
            var generator = SeededGenerator(seed: seed, stream: UInt64(user))
            let isTaken = tests[user].contains(first.item)
            if generator.below(2) == 0 {
                fitted.scores.append(first.score)
                fitted.outcomes.append(isTaken)
            } else {
                checked.scores.append(first.score)
                checked.outcomes.append(isTaken)
            }
        }
        guard !fitted.scores.isEmpty, !checked.scores.isEmpty else { return nil }
        let regression = IsotonicRegression(scores: fitted.scores, outcomes: fitted.outcomes)
        probabilities = checked.scores.map(regression.probability)
        outcomes = checked.outcomes
        reliability = Reliability(probabilities: probabilities, outcomes: outcomes)
    }

    func row(model: String, _ bootstrap: Bootstrap) -> EvaluationRow {
        EvaluationRow(
            model: model, metric: "ECE (first item)",
            estimate: bootstrap.statistic(count: probabilities.count) { drawn in
                Reliability(probabilities: drawn.map { probabilities[$0] }, outcomes: drawn.map { outcomes[$0] })
                    .expectedCalibrationError
            })
    }
}
