import Foundation
import NeuralNetworks
import TextClassification

/// How every text classifier of a bundle is set up, stored and read.
enum TextTask {
    // The tensors' file says in one line of JSON what they are the tensors of.
    private static let metadataKey = "classifier"

    static func settings(seed: UInt64, threads: Int) -> TextClassifierSettings {
        var settings = TextClassifierSettings()
        settings.seed = seed
        settings.threads = threads
        return settings
    }

    static func encode(_ classifier: TextClassifier) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let metadata = String(decoding: try encoder.encode(classifier.metadata), as: UTF8.self)
        return Safetensors.encode(classifier.tensors(), metadata: [metadataKey: metadata])
    }

    static func decode(_ bytes: [UInt8]) throws -> TextClassifier {
        let (tensors, metadata) = try Safetensors.decode(bytes)
        let json = Data((metadata[metadataKey] ?? "").utf8)
        return try TextClassifier(
            tensors: tensors, metadata: try JSONDecoder().decode(TextClassifierMetadata.self, from: json))
    }
}
