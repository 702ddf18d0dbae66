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
        // Texts pass through in blocks, so that memory does not grow with their number.
        var result: [[Float]] = []
        result.reserveCapacity(texts.count)
        for start in stride(from: 0, to: texts.count, by: Self.blockSize) {
            let block = Array(texts[start..<min(start + Self.blockSize, texts.count)])
            for logits in network.logits(of: features(of: block, threads: threads), threads: threads) {
                result.append(Temperature.probabilities(logits, temperature: temperature))
            }
        }
        return result
    }

    private static let blockSize = 8192

    /// The rows the network sees, `[texts × columns]`, each of length 1 (or 0 without a known n-gram).
    func features(of texts: [String], threads: Int) -> SparseMatrix {
        // Training and loading have both made an analyzer, so ICU's data is there.
        guard var matrix = try? tfidf.transform(texts, threads: threads) else {
            preconditionFailure("ICU's data went away during the run")
        }
        FeatureScales.apply(scales, to: &matrix)
        return matrix
    }
}
