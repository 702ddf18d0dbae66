import FeatureExtraction
public import NeuralNetworks
import TextAnalysis

extension TextClassifier {
    /// What a file needs besides ``tensors()``.
    public var metadata: TextClassifierMetadata {
        TextClassifierMetadata(
            labels: labels, settings: settings, temperature: temperature, documentCount: tfidf.documentCount)
    }

    /// All numbers of the classifier; with ``metadata`` they restore it bit by bit.
    public func tensors() -> [NamedTensor] {
        let shape = network.shape
        func lanes(_ range: Range<Int>) -> [Float] {
            (0..<shape.columns).flatMap { column in
                range.map { network.columnWeights[column * shape.width + $0] }
            }
        }
        func part(_ range: Range<Int>) -> [Float] { Array(network.dense[range]) }
        let columns = shape.columns
        return [
            NamedTensor(name: "buckets", shape: [columns], data: .int32(tfidf.buckets)),
            NamedTensor(name: "idf", shape: [columns], tfidf.idf),
            NamedTensor(name: "scale", shape: [columns], scales),
            NamedTensor(name: "linear.weight", shape: [columns, shape.classes], lanes(0..<shape.classes)),
            NamedTensor(name: "embedding.weight", shape: [columns, shape.embedding], lanes(shape.deepLanes)),
            NamedTensor(name: "hidden.weight", shape: [shape.embedding, shape.hidden], part(shape.hiddenWeights)),
            NamedTensor(name: "hidden.bias", shape: [shape.hidden], part(shape.hiddenBiases)),
            NamedTensor(name: "output.weight", shape: [shape.hidden, shape.classes], part(shape.outputWeights)),
            NamedTensor(name: "output.bias", shape: [shape.classes], part(shape.biases)),
        ]
    }

    /// The classifier that ``tensors()`` and ``metadata`` were taken from.
    /// - Throws: ``TextClassifierError/badTensor(name:reason:)`` when a tensor is missing or does not fit, and
    ///   ``TextAnalysisError`` when ICU's data is missing.
    public init(tensors: [String: NamedTensor], metadata: TextClassifierMetadata) throws {
        _ = try TextAnalyzer()
        let settings = metadata.settings
        try settings.validate()
        guard !metadata.labels.isEmpty, metadata.temperature > 0, metadata.temperature.isFinite else {
            throw TextClassifierError.badTensor(name: "output.bias", reason: "has no labels or no temperature")
        }
        guard case .int32(let buckets)? = tensors["buckets"]?.data,
            zip(buckets, buckets.dropFirst()).allSatisfy({ $0 < $1 }),
            buckets.first ?? 0 >= 0, Int(buckets.last ?? 0) < settings.features.bucketCount
        else { throw TextClassifierError.badTensor(name: "buckets", reason: "is not a rising list of buckets") }
        let shape = TextNetworkShape(
            columns: buckets.count, classes: metadata.labels.count, embedding: settings.embeddingSize,
            hidden: settings.hiddenSize)
        func floats(_ name: String, _ extents: [Int]) throws -> [Float] {
            guard let tensor = tensors[name], case .float32(let values) = tensor.data, tensor.shape == extents else {
                throw TextClassifierError.badTensor(name: name, reason: "is not a float tensor of shape \(extents)")
            }
            guard values.allSatisfy(\.isFinite) else {
                throw TextClassifierError.badTensor(name: name, reason: "holds a value that is not a finite number")
            }
            return values
        }
        let linear = try floats("linear.weight", [shape.columns, shape.classes])
        let embedding = try floats("embedding.weight", [shape.columns, shape.embedding])
        var weights = [Float](repeating: 0, count: shape.columns * shape.width)
        for column in 0..<shape.columns {
            for label in 0..<shape.classes {
                weights[column * shape.width + label] = linear[column * shape.classes + label]
            }
            for lane in 0..<shape.embedding {
                weights[column * shape.width + shape.classes + lane] = embedding[column * shape.embedding + lane]
            }
        }
        let dense =
            try floats("hidden.weight", [shape.embedding, shape.hidden]) + floats("hidden.bias", [shape.hidden])
            + floats("output.weight", [shape.hidden, shape.classes]) + floats("output.bias", [shape.classes])
        self.init(
            labels: metadata.labels, settings: settings, temperature: metadata.temperature,
            tfidf: TFIDFModel(
                settings: settings.features, documentCount: metadata.documentCount, buckets: buckets,
                idf: try floats("idf", [shape.columns])),
            scales: try floats("scale", [shape.columns]),
            network: TextNetwork(shape: shape, columnWeights: weights, dense: dense))
    }
}
