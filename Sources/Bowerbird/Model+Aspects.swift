public import DataModel
public import TextClassification

extension Model {
    /// What the reviews of items praise and complain about, most talked about first; empty for an item with fewer than two
    /// reviews. Everything stored by now counts, reviews imported after the training too.
    /// - Parameters:
    ///   - items: whose reviews are read.
    ///   - top: how many aspects an item at most.
    /// - Throws: ``BundleError/partNotTrained(part:need:)`` without a sentiment model; `StorageError`.
    public func aspects(of items: [ItemID], top: Int = 10, threads: Int = 1) throws -> [ItemAspects] {
        guard let classifier = sentimentClassifier else {
            throw BundleError.partNotTrained(part: "sentiment", need: "reviews with stars or labels")
        }
        let reviews = try store.snapshot().reviews
        let miner = try AspectMiner(classifier: classifier, shopReviews: reviews.map(\.fullText), threads: threads)
        return items.map { item in
            let own = reviews.filter { $0.itemID == item }
            let sources = own.map { AspectSource(reviewID: $0.reviewID, text: $0.fullText) }
            return ItemAspects(
                itemID: item, reviewCount: own.count, aspects: own.isEmpty ? [] : miner.aspects(of: sources, top: top))
        }
    }
}

/// The aspects of one item.
public struct ItemAspects: Sendable, Equatable {
    /// The item.
    public let itemID: ItemID
    /// How many reviews it has.
    public let reviewCount: Int
    /// What they speak of, most talked about first.
    public let aspects: [Aspect]
}
