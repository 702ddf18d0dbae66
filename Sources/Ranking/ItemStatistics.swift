import DataModel
import Retrieval

/// What histories say of each item by itself.
struct ItemStatistics: Sendable, Equatable {
    /// How many users have it.
    let popularity: [Float]
    /// In what share of their histories it is the last, in [0, 1].
    let lastShare: [Float]
    /// Where it stands in histories on average, from 0 (first) to 1 (last).
    let meanPosition: [Float]
    /// Its popularity lately; all 0 when the data does not know time.
    let trend: [Float]
    /// The same over a shorter time.
    let trendLately: [Float]
    /// The share of its events that are a user's second or later with it, held down where events are few.
    let repeatShare: [Float]

    /// An event counts half after this many days.
    static let halfLife = 14.0
    /// As before, for what is lately.
    static let shortHalfLife = 3.0

    init(_ histories: Histories, timeIsOrdinal: Bool) {
        let itemCount = histories.itemCount
        var last = [Float](repeating: 0, count: itemCount)
        var position = [Float](repeating: 0, count: itemCount)
        for user in 0..<histories.userCount {
            let items = histories.items(of: user)
            guard let newest = items.last else { continue }
            last[Int(newest)] += 1
            let span = Float(max(items.count - 1, 1))
            for (index, item) in items.enumerated() { position[Int(item)] += Float(index) / span }
        }
        let counts = PopularityRetriever.counts(histories)
        popularity = counts
        lastShare = zip(last, counts).map { $1 > 0 ? $0 / $1 : 0 }
        meanPosition = zip(position, counts).map { $1 > 0 ? $0 / $1 : 0 }
        func decayed(_ halfLife: Double) -> [Float] {
            timeIsOrdinal
                ? [Float](repeating: 0, count: itemCount)
                : PopularityRetriever.decayedCounts(histories, halfLife: halfLife)
        }
        trend = decayed(Self.halfLife)
        trendLately = decayed(Self.shortHalfLife)
        repeatShare = Self.repeatShares(histories, counts)
    }

    private static func repeatShares(_ histories: Histories, _ counts: [Float]) -> [Float] {
        var firsts = [Float](repeating: 0, count: histories.itemCount)
        for item in histories.withoutRepeats().items { firsts[Int(item)] += 1 }
        return zip(counts, firsts).map { count, firsts in (count - firsts) / (count + 5) }
    }

    init(
        popularity: [Float], lastShare: [Float], meanPosition: [Float], trend: [Float], trendLately: [Float],
        repeatShare: [Float]
    ) {
        self.repeatShare = repeatShare
        self.trendLately = trendLately
        self.popularity = popularity
        self.lastShare = lastShare
        self.meanPosition = meanPosition
        self.trend = trend
    }
}
