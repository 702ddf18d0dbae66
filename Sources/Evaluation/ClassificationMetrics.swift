import Foundation

/// Predicted probabilities beside the true labels of a classifier's test rows.
public struct ClassificationResult: Sendable {
    /// How many classes there are.
    public let classCount: Int
    /// The true class by row, below `classCount`; −1 for a class that training did not know.
    public let truth: [Int]
    /// Probabilities by row, `[rows × classCount]`, each row summing to 1.
    public let probabilities: [[Float]]
    /// The class with the highest probability by row; ties to the lower class.
    public let predicted: [Int]

    /// A result from its parts.
    public init(classCount: Int, truth: [Int], probabilities: [[Float]]) {
        precondition(truth.count == probabilities.count)
        self.classCount = classCount
        self.truth = truth
        self.probabilities = probabilities
        predicted = probabilities.map { row in
            row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
        }
    }

    /// How many rows there are.
    public var count: Int { truth.count }
}

/// Metrics of a ``ClassificationResult`` over the rows named (each as often as it is named).
public struct ClassificationMetrics: Sendable {
    private let result: ClassificationResult

    /// Metrics of `result`.
    public init(_ result: ClassificationResult) { self.result = result }

    /// The share of rows whose prediction is right, in [0, 1].
    public func accuracy(_ rows: [Int]) -> Double {
        mean(rows) { result.predicted[$0] == result.truth[$0] ? 1 : 0 }
    }

    /// The share of rows whose true class is among the `k` most probable, in [0, 1].
    public func topAccuracy(_ rows: [Int], k: Int) -> Double {
        mean(rows) { row in
            guard result.truth[row] >= 0 else { return 0 }
            let own = result.probabilities[row][result.truth[row]]
            let better = result.probabilities[row].enumerated().count { label, probability in
                probability > own || (probability == own && label < result.truth[row])
            }
            return better < k ? 1 : 0
        }
    }

    /// Precision, recall and F1 = 2TP/(2TP+FP+FN), each the plain mean over the classes that occur among the rows.
    public func macro(_ rows: [Int]) -> (precision: Double, recall: Double, f1: Double) {
        var truePositives = [Double](repeating: 0, count: result.classCount)
        var predicted = truePositives
        var actual = truePositives
        // A class unknown in training is still a class of the test: it drags the mean down with F1 = 0.
        var hasUnknown = false
        for row in rows {
            predicted[result.predicted[row]] += 1
            guard result.truth[row] >= 0 else {
                hasUnknown = true
                continue
            }
            actual[result.truth[row]] += 1
            if result.predicted[row] == result.truth[row] { truePositives[result.truth[row]] += 1 }
        }
        let classes = (0..<result.classCount).filter { actual[$0] > 0 }
        let denominator = Double(classes.count + (hasUnknown ? 1 : 0))
        guard denominator > 0 else { return (0, 0, 0) }
        let precision = classes.reduce(0) { $0 + (predicted[$1] > 0 ? truePositives[$1] / predicted[$1] : 0) }
        let recall = classes.reduce(0) { $0 + truePositives[$1] / actual[$1] }
        let f1 = classes.reduce(0) { $0 + 2 * truePositives[$1] / (predicted[$1] + actual[$1]) }
        return (precision / denominator, recall / denominator, f1 / denominator)
    }

    /// Area under the ROC curve, in [0, 1]: for two classes that of class 1, otherwise the mean over classes of one
    /// against the rest; ties count half. NaN when no class has rows on both sides.
    public func areaUnderCurve(_ rows: [Int]) -> Double {
        let classes = result.classCount == 2 ? [1] : Array(0..<result.classCount)
        let areas = classes.compactMap { label in
            area(
                rows.map { (score: result.probabilities[$0][label], isPositive: result.truth[$0] == label) })
        }
        return areas.isEmpty ? .nan : areas.reduce(0, +) / Double(areas.count)
    }

    /// Mean of −ln p(true class), in nats; p is floored at 1e-7, which is also what an unknown class gets.
    public func logLoss(_ rows: [Int]) -> Double {
        mean(rows) { row in
            let probability = result.truth[row] >= 0 ? result.probabilities[row][result.truth[row]] : 0
            return -log(max(Double(probability), 1e-7))
        }
    }

    /// Expected calibration error in [0, 1]: rows sorted by the probability of the predicted class into 15 bins of equal
    /// size; the mean distance, weighted by bin size, between that probability and the share that is right.
    public func calibrationError(_ rows: [Int], bins: Int = 15) -> Double {
        guard !rows.isEmpty else { return 0 }
        let sorted = rows.map { row in
            (
                confidence: Double(result.probabilities[row][result.predicted[row]]),
                isRight: result.predicted[row] == result.truth[row]
            )
        }.sorted { $0.confidence < $1.confidence }
        var error = 0.0
        for bin in 0..<bins {
            let part = sorted[bin * sorted.count / bins..<(bin + 1) * sorted.count / bins]
            let gap = part.reduce(0) { $0 + $1.confidence - ($1.isRight ? 1 : 0) }
            error += abs(gap)
        }
        return error / Double(sorted.count)
    }

    private func mean(_ rows: [Int], _ value: (Int) -> Double) -> Double {
        rows.isEmpty ? 0 : rows.reduce(0) { $0 + value($1) } / Double(rows.count)
    }

    // The Mann–Whitney form: mean rank of the positives, tied scores sharing their middle rank.
    private func area(_ scored: [(score: Float, isPositive: Bool)]) -> Double? {
        let positives = scored.count(where: \.isPositive)
        let negatives = scored.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        let sorted = scored.sorted { $0.score < $1.score }
        var rankSum = 0.0
        var start = 0
        while start < sorted.count {
            var end = start
            while end < sorted.count, sorted[end].score == sorted[start].score { end += 1 }
            let middleRank = Double(start + end + 1) / 2
            rankSum += middleRank * Double(sorted[start..<end].count(where: \.isPositive))
            start = end
        }
        let least = Double(positives) * Double(positives + 1) / 2
        return (rankSum - least) / (Double(positives) * Double(negatives))
    }
}
