import Evaluation
import TextClassification

/// How well the stars of reviews are told from their texts, beside always saying the same stars.
struct StarEvaluation {
    let folds: Int
    let hasBaselines: Bool
    let options: TrainingOptions
    let threads: Int
    let progress: @Sendable (String) -> Void

    // What a model said of the tested texts: the guess for each metric.
    private struct Guesses {
        var medians: [Float] = []
        var means: [Float] = []
        var rounded: [Float] = []

        mutating func add(constant: Float, count: Int) {
            for guesses in [\Self.medians, \.means, \.rounded] {
                self[keyPath: guesses] += [Float](repeating: constant, count: count)
            }
        }
    }

    /// One row a model and metric; none where too few reviews have stars.
    func rows(_ texts: StarredTexts) throws -> [EvaluationRow] {
        let count = folds > 1 ? folds : TextSplit.parts
        var truth: [Float] = []
        var (ours, frequent, middle) = (Guesses(), Guesses(), Guesses())
        for fold in 0..<(folds > 1 ? folds : 1) {
            let (training, test) = texts.split(fold: fold, of: count)
            guard training.areEnough, !test.texts.isEmpty else { return [] }
            progress("stars: \(training.texts.count) texts train, \(test.texts.count) are tested")
            let (classifier, _) = try StarClassifier.train(
                texts: training.texts, stars: training.stars,
                settings: TextTask.settings(
                    haveHeadlines: training.haveHeadlines, seed: options.seed, threads: threads)
            ) { progress("stars: " + $0) }
            let said = classifier.predict(test.texts, threads: threads)
            ours.medians += said.map(\.median)
            ours.means += said.map(\.expected)
            ours.rounded += said.map(\.rounded)
            frequent.add(constant: Self.mostFrequent(training.stars), count: said.count)
            middle.add(constant: Float(training.stars.sorted()[training.stars.count / 2]), count: said.count)
            truth += test.stars.map { Float($0) }
        }
        let baselines = [("most frequent stars", frequent), ("median stars", middle)]
        return ([("stars", ours)] + (hasBaselines ? baselines : [])).flatMap { metrics($0, $1, truth: truth) }
    }

    private static func mostFrequent(_ stars: [Double]) -> Float {
        let counts = Dictionary(grouping: stars) { $0 }.mapValues(\.count)
        return Float(counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0)
    }

    private func metrics(_ model: String, _ guesses: Guesses, truth: [Float]) -> [EvaluationRow] {
        let medians = AmountMetrics(predicted: guesses.medians, truth: truth)
        let means = AmountMetrics(predicted: guesses.means, truth: truth)
        let rounded = QuadraticKappa(predicted: guesses.rounded, truth: truth)
        let statistics: [(String, @Sendable ([Int]) -> Double)] = [
            ("MAE in stars", { medians.meanAbsoluteError($0) }),
            ("RMSE in stars", { means.meanSquaredError($0).squareRoot() }),
            ("quadratic kappa", { rounded.value($0) }),
        ]
        let bootstrap = Bootstrap(seed: options.seed, threads: threads)
        return statistics.map { name, compute in
            EvaluationRow(model: model, metric: name, estimate: bootstrap.statistic(count: truth.count, compute))
        }
    }
}
