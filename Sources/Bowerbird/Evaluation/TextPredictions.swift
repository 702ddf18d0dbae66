import Evaluation
import TextClassification

/// What classifiers said of texts they were not trained on, gathered over folds.
struct TextPredictions {
    /// The classes, in the order of all probabilities.
    let labels: [String]
    private let numbers: [String: Int]
    private var truth: [Int] = []
    private var probabilities: [[Float]] = []
    private var shares: [[Float]] = []

    init(labels: [String]) {
        self.labels = labels
        numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    }

    /// Adds what `classifier` says of `test`, and what always naming the shares of `training` would say.
    mutating func add(_ classifier: TextClassifier, training: LabelledTexts, test: LabelledTexts, threads: Int) {
        truth += test.labels.map { numbers[$0] ?? -1 }
        let columns = classifier.labels.map { numbers[$0] ?? 0 }
        probabilities += classifier.predict(test.texts, threads: threads).map { row in
            var all = [Float](repeating: 0, count: labels.count)
            for (column, probability) in zip(columns, row) { all[column] = probability }
            return all
        }
        var share = [Float](repeating: 0, count: labels.count)
        for label in training.labels { share[numbers[label] ?? 0] += 1 / Float(training.labels.count) }
        shares += Array(repeating: share, count: test.labels.count)
    }

    /// The classifiers' predictions.
    var result: ClassificationResult {
        ClassificationResult(classCount: labels.count, truth: truth, probabilities: probabilities)
    }

    /// The shares of labels in training as predictions.
    var baseline: ClassificationResult {
        ClassificationResult(classCount: labels.count, truth: truth, probabilities: shares)
    }
}
