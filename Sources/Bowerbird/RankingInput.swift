import DataModel
import FeatureExtraction
import Ranking

/// Turns a snapshot into what the ranker learns from.
enum RankingInput {
    /// Item text is compared by words; characters would mostly find items of the same brand.
    static let textSettings = TextFeatureSettings(wordNGrams: NGramRange(1, 2), characterNGrams: nil)

    /// - Parameter facts: what is known of the snapshot's items in numbers.
    static func data(
        _ snapshot: Snapshot, _ encoder: ContentEncoder, _ facts: ItemFacts, threads: Int
    ) throws -> RankingData {
        var content = try encoder.content(snapshot.products, threads: threads)
        content.facts = facts
        let keepsRepeats = RepeatEvidence.share(in: snapshot) >= RepeatEvidence.worthLearning
        return RankingData(
            histories: Histories(
                snapshot.interactions, userCount: snapshot.users.count, itemCount: snapshot.items.count,
                keepsRepeats: keepsRepeats),
            content: content, timeIsOrdinal: snapshot.timeIsOrdinal,
            keepsRepeats: keepsRepeats)
    }

    static func content(_ products: [Product?], threads: Int) throws -> ItemContent {
        try ContentEncoder.fit(products, threads: threads).content(products, threads: threads)
    }

    /// Everything of a product that is words.
    static func text(of product: Product) -> String {
        ([product.title, product.brand, product.description] + product.categories.flatMap { $0 })
            .compactMap { $0 }.joined(separator: " . ")
    }
}
