import DataModel
import FeatureExtraction
import Foundation
import LinearAlgebra
import NeuralNetworks
import Ranking

/// Turns products into rows of words and attributes, in columns fitted to the catalogue of a training: the same at training
/// and for products that come later.
struct ContentEncoder: Sendable {
    let words: TFIDFModel
    /// Attributes by column: brand, every level of every category path, every value of every other attribute.
    let attributes: IdentifierIndex

    private static let metadataKey = "content"

    static func fit(_ products: [Product?], threads: Int) throws -> ContentEncoder {
        let texts = products.map { $0.map(RankingInput.text(of:)) ?? "" }
        var attributes = IdentifierIndex()
        for case let product? in products {
            for name in names(of: product) { _ = attributes.insert(name) }
        }
        return ContentEncoder(
            words: try TFIDFModel.fit(
                texts, settings: RankingInput.textSettings, minimumDocumentFrequency: 2, threads: threads),
            attributes: attributes)
    }

    /// The rows of `products`; attributes are 1 where a product has one, and not weighted yet.
    func content(_ products: [Product?], threads: Int = 1) throws -> ItemContent {
        var offsets = [0]
        var columns: [Int32] = []
        for product in products {
            let own = product.map { Self.names(of: $0).compactMap { attributes.number(of: $0) } } ?? []
            columns += Set(own).sorted()
            offsets.append(columns.count)
        }
        let texts = products.map { $0.map(RankingInput.text(of:)) ?? "" }
        return ItemContent(
            attributes: SparseMatrix(
                rows: products.count, columns: attributes.count, rowOffsets: offsets, columnIndices: columns,
                values: Array(repeating: 1, count: columns.count)),
            text: try words.transform(texts, threads: threads))
    }

    static func names(of product: Product) -> [String] {
        var names: [String] = []
        if let brand = product.brand { names.append("brand=" + brand) }
        for path in product.categories where !path.isEmpty {
            for level in 1...path.count {
                names.append("category=" + path.prefix(level).joined(separator: " > "))
            }
        }
        for name in product.attributes.keys.sorted() {
            for value in product.attributes[name] ?? [] { names.append(name + "=" + value) }
        }
        return names
    }

    private struct Stored: Codable {
        let documentCount: Int
        let settings: TextFeatureSettings
        let attributes: [String]
    }

    func encode() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let stored = Stored(
            documentCount: words.documentCount, settings: words.settings, attributes: attributes.identifiers)
        return Safetensors.encode(
            [
                NamedTensor(name: "words.buckets", shape: [words.buckets.count], data: .int32(words.buckets)),
                NamedTensor(name: "words.idf", shape: [words.idf.count], words.idf),
            ], metadata: [Self.metadataKey: String(decoding: try encoder.encode(stored), as: UTF8.self)])
    }

    static func decode(_ bytes: [UInt8]) throws -> ContentEncoder {
        let (tensors, metadata) = try Safetensors.decode(bytes)
        let stored = try JSONDecoder().decode(Stored.self, from: Data((metadata[metadataKey] ?? "").utf8))
        let buckets = try tensors.integers("words.buckets")
        let idf = try tensors.floats("words.idf")
        guard buckets.count == idf.count, buckets.allSatisfy({ (0..<stored.settings.bucketCount).contains(Int($0)) })
        else { throw NeuralNetworkError.wrongCount(of: "words", expected: buckets.count, found: idf.count) }
        return ContentEncoder(
            words: TFIDFModel(
                settings: stored.settings, documentCount: stored.documentCount, buckets: buckets, idf: idf),
            attributes: IdentifierIndex(stored.attributes))
    }
}
