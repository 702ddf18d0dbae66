import FeatureExtraction
import LinearAlgebra
import TextAnalysis

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
        Parallel.mapChunks(of: texts.count, chunk: 256, threads: threads) { range in
            var result: [[Float]] = []
            result.reserveCapacity(range.count)
            network.withScorer { scorer in
                scales.withUnsafeBufferPointer { scales in
                    tfidf.forEachRow(of: texts[range]) { columns, values in
                        FeatureScales.apply(scales, to: values, columns: columns)
                        result.append(
                            Temperature.probabilities(scorer.logits(columns, values), temperature: temperature))
                    }
                }
            }
            return result
        }.flatMap { $0 }
    }
}
