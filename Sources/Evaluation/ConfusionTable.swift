/// Which true label was predicted as which.
public struct ConfusionTable: Sendable, Equatable {
    /// One class of the table.
    public struct ClassMetrics: Sendable, Equatable {
        /// The class.
        public let label: String
        /// TP / (TP + FP), in [0, 1]; 0 when the class is never predicted.
        public let precision: Double
        /// TP / (TP + FN), in [0, 1]; 0 when the class does not occur.
        public let recall: Double
        /// 2TP / (2TP + FP + FN), in [0, 1].
        public let f1: Double
        /// How many rows truly have it.
        public let support: Int
    }

    /// The classes, in the order of rows and columns.
    public let labels: [String]
    /// How many rows of true class (row) were predicted as which class (column), `[labels × labels]`.
    public let counts: [[Int]]
    /// Rows whose true class training did not know, by predicted class.
    public let unknown: [Int]

    /// The table of a result whose classes have these names.
    public init(_ result: ClassificationResult, labels: [String]) {
        precondition(labels.count == result.classCount, "\(labels.count) names for \(result.classCount) classes")
        var counts = Array(repeating: Array(repeating: 0, count: labels.count), count: labels.count)
        var unknown = Array(repeating: 0, count: labels.count)
        for (truth, predicted) in zip(result.truth, result.predicted) {
            if truth >= 0 { counts[truth][predicted] += 1 } else { unknown[predicted] += 1 }
        }
        self.labels = labels
        self.counts = counts
        self.unknown = unknown
    }

    /// Precision, recall and F1 of each class.
    public var classes: [ClassMetrics] {
        labels.indices.map { label in
            let hits = counts[label][label]
            let actual = counts[label].reduce(0, +)
            let predicted = counts.reduce(unknown[label]) { $0 + $1[label] }
            func share(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
            return ClassMetrics(
                label: labels[label], precision: share(hits, predicted), recall: share(hits, actual),
                f1: share(2 * hits, actual + predicted), support: actual)
        }
    }
}
