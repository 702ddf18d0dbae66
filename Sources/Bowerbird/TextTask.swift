import FeatureExtraction
import Foundation
import NeuralNetworks
import TextClassification

/// How every text classifier of a bundle is set up, stored and read.
enum TextTask {
    // The tensors' file says in one line of JSON what they are the tensors of.
    private static let metadataKey = "classifier"

    // The first sentence of a review with a headline is the headline, seldom longer than this. Where there are none, the
    // first sentence is one like others.
    private static let headlineWords = 30

    static func settings(haveHeadlines: Bool, seed: UInt64, threads: Int) -> TextClassifierSettings {
        var settings = TextClassifierSettings()
        if haveHeadlines { settings.features.openingWords = headlineWords }
        settings.seed = seed
        settings.threads = threads
        return settings
    }

    static func encode(_ classifier: TextClassifier) throws -> [UInt8] {
        try encode(classifier.tensors(), classifier.metadata)
    }

    static func encode(_ classifier: StarClassifier) throws -> [UInt8] {
        try encode(classifier.tensors(), classifier.metadata)
    }

    static func decode(_ bytes: [UInt8]) throws -> TextClassifier {
        let (tensors, metadata) = try parts(bytes)
        return try TextClassifier(tensors: tensors, metadata: metadata)
    }

    static func decodeStars(_ bytes: [UInt8]) throws -> StarClassifier {
        let (tensors, metadata) = try parts(bytes)
        return try StarClassifier(tensors: tensors, metadata: metadata)
    }

    private static func encode(_ tensors: [NamedTensor], _ metadata: TextClassifierMetadata) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(metadata), as: UTF8.self)
        return Safetensors.encode(tensors, metadata: [metadataKey: json])
    }

    private static func parts(
        _ bytes: [UInt8]
    ) throws -> (tensors: [String: NamedTensor], metadata: TextClassifierMetadata) {
        let (tensors, metadata) = try Safetensors.decode(bytes)
        let json = Data((metadata[metadataKey] ?? "").utf8)
        return (tensors, try JSONDecoder().decode(TextClassifierMetadata.self, from: json))
    }
}
