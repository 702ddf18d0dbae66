import Foundation

/// The user's own items, the newest first: what people look at again or buy again.
public struct RepetitionRetriever: Retriever, Equatable {
    /// Own items are their own kind of evidence.
    public let source = RetrievalSource.repetition
    /// Whether it offers anything: not where nobody comes back to an item.
    public let isActive: Bool

    /// How fast older items fade.
    private static let decay: Float = 0.7
    private static let discounts = (0..<ItemNeighbors.usualHistoryLength).map { pow(Float($0 + 1), -decay) }

    private let itemCount: Int

    /// A retriever for items below `itemCount`.
    public init(isActive: Bool, itemCount: Int) {
        self.isActive = isActive
        self.itemCount = itemCount
    }

    /// Adds the user's newest items, those that came often or lately most.
    public func score(_ history: ArraySlice<Int32>, into scores: inout ScoreAccumulator) {
        guard isActive else { return }
        for (age, item) in history.reversed().prefix(ItemNeighbors.usualHistoryLength).enumerated()
        where Int(item) < itemCount {
            scores.add(Self.discounts[age], to: item)
        }
    }
}
