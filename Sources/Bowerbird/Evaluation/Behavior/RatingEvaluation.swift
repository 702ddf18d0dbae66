import BehaviorPrediction
import Evaluation

/// How well stars are foretold: ratings given in the window, from those before it.
struct RatingEvaluation {
    private let evaluation: BehaviorEvaluation

    init(_ evaluation: BehaviorEvaluation) { self.evaluation = evaluation }

    func run() throws -> [EvaluationRow] {
        let (snapshot, day) = (evaluation.snapshot, evaluation.day)
        let known = RatingTable(snapshot, before: day)
        let before = Set(known.ratings.map { [$0.user, $0.item] })
        let test = RatingTable(snapshot, before: day + Int32(evaluation.horizon)).ratings.filter {
            !before.contains([$0.user, $0.item])
        }
        guard known.ratings.count >= 20, !test.isEmpty else { return [] }
        evaluation.progress("\(test.count) ratings")
        let model = try RatingModel(known, seed: evaluation.options.seed, threads: evaluation.threads)
        let predicted = model.predictions(test.map { ($0.user, $0.item) })
        let truth = test.map(\.stars)
        let ours = rows(
            "rating model", median: predicted.map(\.median), mean: predicted.map(\.expected), truth: truth)
        guard evaluation.hasBaselines else { return ours }
        let rule = test.map { known.biasRule(user: $0.user, item: $0.item) }
        return ours + rows("rating by user and item means", median: rule, mean: rule, truth: truth)
    }

    private func rows(_ name: String, median: [Float], mean: [Float], truth: [Float]) -> [EvaluationRow] {
        let (middle, average) = (
            AmountMetrics(predicted: median, truth: truth), AmountMetrics(predicted: mean, truth: truth)
        )
        return evaluation.measured(
            name, count: truth.count,
            [
                ("MAE in stars", { middle.meanAbsoluteError($0) }),
                ("RMSE in stars", { average.meanSquaredError($0).squareRoot() }),
                ("Spearman", { average.rankCorrelation($0) }),
            ])
    }
}
