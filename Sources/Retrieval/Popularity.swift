public import DataModel
import Foundation

/// The same items for everybody: the most popular ones, all in all or lately.
public struct PopularityRetriever: Retriever, Equatable {
    /// Which kind of evidence this is.
    public let source: RetrievalSource
    /// The score of each item; 0 for items nobody has had.
    public let scores: [Float]
    /// Items with a score, best first, ties to the lower item.
    private let ranked: [Int32]

    /// How many items a user is offered.
    static let depth = 200

    /// A retriever over given scores.
    public init(source: RetrievalSource, scores: [Float]) {
        self.source = source
        self.scores = scores
        ranked = scores.indices.filter { scores[$0] > 0 }
            .sorted { (scores[$0], $1) > (scores[$1], $0) }.map(Int32.init)
    }

    /// Adds the best items.
    public func score(_ history: ArraySlice<Int32>, into accumulator: inout ScoreAccumulator) {
        for item in ranked.prefix(Self.depth + history.count) { accumulator.add(scores[Int(item)], to: item) }
    }

    /// All items with a score, best first.
    public var ranking: [Int32] { ranked }

    /// How many users have each item.
    public static func counts(_ histories: Histories) -> [Float] {
        var counts = [Float](repeating: 0, count: histories.itemCount)
        for item in histories.items { counts[Int(item)] += 1 }
        return counts
    }

    /// Counts in which an event loses half of its weight every `halfLife` days before the last event of all.
    public static func decayedCounts(_ histories: Histories, halfLife days: Double) -> [Float] {
        var counts = [Float](repeating: 0, count: histories.itemCount)
        guard let now = histories.timestamps.max() else { return counts }
        let rate = -log(2.0) / (days * 86_400_000)
        for (item, time) in zip(histories.items, histories.timestamps) {
            counts[Int(item)] += Float(exp(rate * Double(now - time)))
        }
        return counts
    }
}
