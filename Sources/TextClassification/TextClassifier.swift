import FeatureExtraction
public import LinearAlgebra
public import TextAnalysis

/// Tells the label of a text from its n-grams: a linear part and a hidden layer over TF-IDF, with calibrated
/// probabilities and exact explanations.
public struct TextClassifier: Sendable, Equatable {
    /// The labels, sorted; probabilities come in this order.
    public let labels: [String]
    /// How it was trained.
    public let settings: TextClassifierSettings
    /// What logits are divided by before they become probabilities.
    public let temperature: Float
    let tfidf: TFIDFModel
    let scales: [Float]
    let network: TextNetwork

    init(
        labels: [String], settings: TextClassifierSettings, temperature: Float, tfidf: TFIDFModel, scales: [Float],
        network: TextNetwork
    ) {
        self.labels = labels
        self.settings = settings
        self.temperature = temperature
        self.tfidf = tfidf
        self.scales = scales
        self.network = network
    }

    /// The calibrated probability of each label for each text, `[texts][labels]`; each row sums to 1. A text without a
    /// known n-gram gets the probabilities of an empty text, which are near the labels' shares in training.
    public func predict(_ texts: [String], threads: Int = 1) -> [[Float]] {
        Parallel.mapChunks(of: texts.count, chunk: Self.chunk, threads: threads) { range in
            withScoring { score in
                var result: [[Float]] = []
                result.reserveCapacity(range.count)
                tfidf.forEachRow(of: texts[range]) { result.append(score($0, $1)) }
                return result
            }
        }.flatMap { $0 }
    }

    /// The same of this classifier and of another that has the same columns (see ``sharingColumns(of:)``), in one pass over the
    /// n-grams.
    func predict(_ texts: [String], with other: TextClassifier, threads: Int) -> (own: [[Float]], others: [[Float]]) {
        precondition(tfidf == other.tfidf, "the classifiers have different columns")
        let parts = Parallel.mapChunks(of: texts.count, chunk: Self.chunk, threads: threads) { range in
            withScoring { score in
                other.withScoring { otherScore in
                    var result: (own: [[Float]], others: [[Float]]) = ([], [])
                    tfidf.forEachRow(of: texts[range]) { columns, values in
                        // Scoring scales the values, each classifier in its own way.
                        withUnsafeTemporaryAllocation(of: Float.self, capacity: values.count) { copy in
                            _ = copy.initialize(fromContentsOf: values)
                            result.others.append(otherScore(columns, copy))
                        }
                        result.own.append(score(columns, values))
                    }
                    return result
                }
            }
        }
        return (parts.flatMap(\.own), parts.flatMap(\.others))
    }

    /// This classifier with the columns of another in place of its own if they are equal: less memory, and one pass for both.
    func sharingColumns(of other: TextClassifier) -> TextClassifier {
        guard tfidf == other.tfidf else { return self }
        return TextClassifier(
            labels: labels, settings: settings, temperature: temperature, tfidf: other.tfidf, scales: scales,
            network: network)
    }

    /// The TF-IDF rows of texts, each of length 1: `[texts × columns]`, of one width for all texts.
    /// - Throws: `TextAnalysisError` when ICU's data is missing.
    public func rows(of texts: [String], threads: Int) throws(TextAnalysisError) -> SparseMatrix {
        try tfidf.transform(texts, threads: threads)
    }

    private static let chunk = 256

    // Calls `body` with what makes the probabilities of a TF-IDF row, whose values it changes.
    private func withScoring<Result>(
        _ body: ((UnsafeBufferPointer<Int32>, UnsafeMutableBufferPointer<Float>) -> [Float]) -> Result
    ) -> Result {
        network.withScorer { scorer in
            scales.withUnsafeBufferPointer { scales in
                body { columns, values in
                    FeatureScales.apply(scales, to: values, columns: columns)
                    return Temperature.probabilities(scorer.logits(columns, values), temperature: temperature)
                }
            }
        }
    }
}
