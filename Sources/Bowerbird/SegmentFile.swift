import Foundation
import NeuralNetworks
import Ranking

/// How a bundle keeps segments of users.
enum SegmentFile {
    private static let metadataKey = "segments"

    static func encode(_ segments: UserSegments) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let names = String(decoding: try encoder.encode(segments.names), as: UTF8.self)
        return Safetensors.encode(segments.tensors(), metadata: [metadataKey: names])
    }

    static func decode(_ bytes: [UInt8]) throws -> UserSegments {
        let (tensors, metadata) = try Safetensors.decode(bytes)
        let names = try JSONDecoder().decode([String].self, from: Data((metadata[metadataKey] ?? "").utf8))
        return try UserSegments(tensors: tensors, names: names)
    }
}
