import DataModel
import FeatureExtraction
import LinearAlgebra
import Ranking
import Storage

/// What is likely to please a user without a history, told from what the shop knows of them.
struct ColdStart {
    /// One kind of evidence and what it adds to the score of each of the model's items.
    struct Part {
        let kind: String
        let text: String
        let shares: [Float]
    }

    let parts: [Part]
    /// The sum of the parts, by item of the model's.
    let scores: [Float]

    // A user's newest queries say most; older ones add little.
    static let mostQueries = 10
    // So many choices after other queries stand beside those after the same one.
    private static let smoothing: Float = 5
    private static let mostAlike = 50
    private static let weightBesideQueries: Float = 0.1

    /// - Parameters:
    ///   - profile: the user's attributes, if there are any.
    ///   - queries: what the user searched for, newest first.
    init(_ maker: ListMaker, profile: User?, queries: [SearchQuery], asOf revision: StoreRevision?) throws {
        var parts: [Part] = []
        for query in queries.prefix(Self.mostQueries) {
            let weight = 1 / Float(parts.count + 1)
            if let shares = try Self.shares(query.query, maker, revision) {
                parts.append(
                    Part(
                        kind: ReasonText.queryKind, text: ReasonText.searched(query.query),
                        shares: shares.map { $0 * weight }))
            }
        }
        // By the side of queries, what others like only decides between items that fit about equally well.
        let popularityWeight: Float = parts.isEmpty ? 1 : Self.weightBesideQueries
        let everybody = maker.ranking.coldStartScores
        let segments = profile.flatMap { maker.model.segments?.shares(of: $0, everybody: everybody) } ?? []
        parts += segments.map { segment in
            Part(
                kind: ReasonText.segmentKind, text: ReasonText.segment(segment.name),
                shares: segment.shares.map { $0 * popularityWeight })
        }
        if segments.isEmpty {
            let scale = parts.isEmpty ? 1 : popularityWeight / max(everybody.reduce(0, +), 1)
            let isOfLate = maker.ranking.coldStartIsOfLate
            parts.append(
                Part(
                    kind: isOfLate ? "trending" : "popularity", text: ReasonText.popular(ofLate: isOfLate),
                    shares: everybody.map { $0 * scale }))
        }
        var scores = [Float](repeating: 0, count: everybody.count)
        for part in parts { for item in scores.indices { scores[item] += part.shares[item] } }
        self.parts = parts
        self.scores = scores
    }

    // Half from what others chose after the same query, half from the words that the item shares with it.
    private static func shares(_ query: String, _ maker: ListMaker, _ revision: StoreRevision?) throws -> [Float]? {
        var shares = [Float](repeating: 0, count: maker.catalogue.knownCount)
        var isEmpty = true
        let choices = try maker.model.store.choices(after: query, asOf: revision)
        let total = choices.reduce(Float(0)) { $0 + Float($1.count) }
        for choice in choices {
            guard let item = maker.model.items.number(of: choice.item.rawValue) else { continue }
            shares[Int(item)] += 0.5 * Float(choice.count) / (total + smoothing)
            isEmpty = false
        }
        if let words = try maker.model.contentEncoder?.words.transform([query], threads: 1) {
            let known = maker.catalogue.knownCount
            for entry in maker.catalogue.newItems.index.items(like: words, count: mostAlike, where: { $0 < known }) {
                shares[Int(entry.item)] += 0.5 * entry.score
                isEmpty = false
            }
        }
        return isEmpty ? nil : shares
    }
}
