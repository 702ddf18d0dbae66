import Evaluation
import TextClassification

/// Trains a classifier on one part of the texts and measures it on the other, beside the most frequent label.
struct TextEvaluation {
    let name: String
    let title: String
    let folds: Int
    let hasBaseline: Bool
    let options: TrainingOptions
    let threads: Int
    let progress: @Sendable (String) -> Void

    private static let baselineName = "most frequent label"

    func run(_ texts: LabelledTexts) throws -> EvaluationResult {
        let parts = folds > 1 ? (0..<folds).map { texts.split(fold: $0, of: folds) } : [texts.split()]
        var predictions: TextPredictions?
        for (index, part) in parts.enumerated() {
            guard !part.training.texts.isEmpty, !part.test.texts.isEmpty else {
                throw EvaluationError.nothingToTest(
                    "there are \(part.training.texts.count) labelled texts to learn from and "
                        + "\(part.test.texts.count) held out")
            }
            if folds > 1 { progress("fold \(index + 1) of \(folds)") }
            progress("\(part.training.texts.count) texts train, \(part.test.texts.count) are tested")
            let (classifier, _) = try TextClassifier.train(
                texts: part.training.texts, labels: part.training.labels,
                evidence: part.training.evidence,
                settings: TextTask.settings(
                    haveHeadlines: part.training.haveHeadlines, seed: options.seed, threads: threads),
                progress: progress)
            // With folds, classes are those of all texts; otherwise those of the training.
            var all = predictions ?? TextPredictions(labels: folds > 1 ? texts.distinctLabels : classifier.labels)
            all.add(classifier, training: part.training, test: part.test, threads: threads)
            predictions = all
        }
        guard let predictions else { throw EvaluationError.nothingToTest("there are no labelled texts") }
        let result = predictions.result
        let rows =
            metrics(name, result)
            + (hasBaseline ? metrics(Self.baselineName, predictions.baseline) : [])
        return EvaluationResult(
            title: title, split: Self.description(folds: folds), rows: rows, summary: nil,
            notes: ["\(result.count) texts are tested, each text counted once however often it occurs"],
            reliability: Reliability(
                probabilities: result.probabilities.map { Double($0.max() ?? 0) },
                outcomes: zip(result.predicted, result.truth).map { $0 == $1 }),
            confusion: ConfusionTable(result, labels: predictions.labels))
    }

    private static func description(folds: Int) -> String {
        folds > 1
            ? "\(folds)-fold cross-validation: every text is held out once, in a part given by its CRC-32."
            : "A fixed fifth of the texts is held out: those whose CRC-32 is divisible by five."
    }

    private func metrics(_ model: String, _ result: ClassificationResult) -> [EvaluationRow] {
        let metrics = ClassificationMetrics(result)
        let bootstrap = Bootstrap(seed: options.seed, threads: threads)
        var statistics: [(String, @Sendable ([Int]) -> Double)] = [
            ("accuracy", { metrics.accuracy($0) }),
            ("precision (macro)", { metrics.macro($0).precision }), ("recall (macro)", { metrics.macro($0).recall }),
            ("macro-F1", { metrics.macro($0).f1 }), ("AUC", { metrics.areaUnderCurve($0) }),
            ("log-loss", { metrics.logLoss($0) }), ("ECE", { metrics.calibrationError($0) }),
        ]
        // Among three labels, one of the first three is always right.
        if result.classCount > 3 { statistics.append(("top-3 accuracy", { metrics.topAccuracy($0, k: 3) })) }
        return statistics.map { name, compute in
            EvaluationRow(model: model, metric: name, estimate: bootstrap.statistic(count: result.count, compute))
        }
    }
}
