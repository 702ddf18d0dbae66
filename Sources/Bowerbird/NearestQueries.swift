import DataModel
import LinearAlgebra
import Storage
import Synchronization
import TextAnalysis
import TextClassification

/// A query of the shop's data that is like another.
public struct NearestQuery: Sendable, Equatable {
    /// The query.
    public let query: String
    /// Its category, or the first of the item that was chosen after it.
    public let category: String
    /// The cosine of both queries' TF-IDF rows, in [0, 1].
    public let similarity: Float
}

/// The queries that a model of categories learned from, by likeness. They are read from the store when they are first asked for,
/// and again when somebody was erased: no bundle holds what people typed.
final class NearestQueries: Sendable {
    private struct Index {
        let erasures: Int64
        let texts: [String]
        let labels: [String]
        let rows: SparseMatrix
    }

    private let index = Mutex<Index?>(nil)

    // More of them take longer and say little more.
    private static let mostQueries = 50_000

    /// The queries most like `query`, nearest first; those with nothing in common are not among them.
    /// - Throws: `StorageError`.
    func nearest(
        to query: String, count: Int, _ classifier: TextClassifier, _ store: any Store
    ) throws -> [NearestQuery] {
        let index = try index(classifier, store)
        let own = try classifier.rows(of: [query], threads: 1)
        var values = [Float](repeating: 0, count: index.rows.columns)
        for position in own.range(ofRow: 0) { values[Int(own.columnIndices[position])] = own.values[position] }
        var best = TopK(capacity: count)
        for row in 0..<index.rows.rows {
            var similarity: Float = 0
            for position in index.rows.range(ofRow: row) {
                similarity += values[Int(index.rows.columnIndices[position])] * index.rows.values[position]
            }
            if similarity > 0 { best.insert(Int32(row), score: similarity) }
        }
        return best.drain().map { entry in
            NearestQuery(
                query: index.texts[Int(entry.item)], category: index.labels[Int(entry.item)],
                similarity: min(entry.score, 1))
        }
    }

    private func index(_ classifier: TextClassifier, _ store: any Store) throws -> Index {
        let erasures = try store.revision().erasures
        return try index.withLock { known in
            if let known, known.erasures == erasures { return known }
            let (texts, labels) = try LabelledTexts.newestQueries(in: store, limit: Self.mostQueries)
            let new = Index(
                erasures: erasures, texts: texts, labels: labels, rows: try classifier.rows(of: texts, threads: 1))
            known = new
            return new
        }
    }
}

extension LabelledTexts {
    /// The newest queries with their labels, as ``queries(of:)`` has them.
    fileprivate static func newestQueries(
        in store: any Store, limit: Int
    ) throws -> (texts: [String], labels: [String]) {
        var result = LabelledTexts()
        var categories: [ItemID: String] = [:]
        try result.append(
            store.queries(limit: limit).map { query in
                if let category = query.category { return (query.query, category) }
                guard let item = query.itemID else { return (query.query, nil) }
                if categories[item] == nil {
                    categories[item] = try store.product(item)?.categories.first?.joined(separator: " > ") ?? ""
                }
                return (query.query, categories[item].flatMap { $0.isEmpty ? nil : $0 })
            })
        return (result.texts, result.labels)
    }
}
