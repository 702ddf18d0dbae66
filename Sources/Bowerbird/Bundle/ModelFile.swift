import Foundation

/// The files of a bundle, beside its manifest.
enum ModelFile {
    static let ranking = "ranking.safetensors"
    static let items = "items.json"
    static let content = "content.safetensors"
    static let segments = "segments.safetensors"
    /// The stars of reviews, a companion of their sentiment.
    static let stars = "stars.safetensors"
    static let card = "MODEL_CARD.md"

    static func name(of part: ModelPart) -> String { part.rawValue + ".safetensors" }
}

/// The identifiers of a ranking model's items, in the order of their numbers.
enum ItemList {
    static func encode(_ identifiers: [String]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return Array(try encoder.encode(identifiers))
    }

    static func decode(_ bytes: [UInt8]) throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(bytes))
    }
}
