import DataModel
import FeatureExtraction
import LinearAlgebra
import Ranking

/// Turns a snapshot into what the ranker learns from.
enum RankingInput {
    /// Item text is compared by words; characters would mostly find items of the same brand.
    static let textSettings = TextFeatureSettings(wordNGrams: NGramRange(1, 2), characterNGrams: nil)

    static func data(_ snapshot: Snapshot, threads: Int) throws -> RankingData {
        RankingData(
            histories: Histories(
                snapshot.interactions, userCount: snapshot.users.count, itemCount: snapshot.items.count),
            content: try content(snapshot.products, threads: threads), timeIsOrdinal: snapshot.timeIsOrdinal)
    }

    static func content(_ products: [Product?], threads: Int) throws -> ItemContent {
        let texts = products.map { $0.map(text(of:)) ?? "" }
        let model = try TFIDFModel.fit(texts, settings: textSettings, minimumDocumentFrequency: 2, threads: threads)
        return ItemContent(
            attributes: attributes(products), text: try model.transform(texts, threads: threads))
    }

    /// Everything of a product that is words.
    static func text(of product: Product) -> String {
        ([product.title, product.brand, product.description] + product.categories.flatMap { $0 })
            .compactMap { $0 }.joined(separator: " . ")
    }

    // Brand, every level of every category path, and every value of every attribute.
    private static func attributes(_ products: [Product?]) -> SparseMatrix {
        var names = IdentifierIndex()
        var offsets = [0]
        var columns: [Int32] = []
        for product in products {
            var own: [Int32] = []
            if let product {
                if let brand = product.brand { own.append(names.insert("brand=" + brand)) }
                for path in product.categories {
                    for level in 1...path.count {
                        own.append(names.insert("category=" + path.prefix(level).joined(separator: " > ")))
                    }
                }
                for name in product.attributes.keys.sorted() {
                    for value in product.attributes[name] ?? [] { own.append(names.insert(name + "=" + value)) }
                }
            }
            columns += Set(own).sorted()
            offsets.append(columns.count)
        }
        return SparseMatrix(
            rows: products.count, columns: names.count, rowOffsets: offsets, columnIndices: columns,
            values: Array(repeating: 1, count: columns.count))
    }
}
