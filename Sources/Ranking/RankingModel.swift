public import DataModel
import LinearAlgebra
public import NeuralNetworks
import Retrieval

/// A trained ranker: retrievers, features and the network that scores them.
public struct RankingModel: Sendable {
    let retrieval: RetrievalModel
    /// Scores what comes right after the newest item, within a visit.
    let scorer: Scorer
    /// Scores what a user will have in the time to come, when the last visit is over; `nil` without times to learn it
    /// from.
    let visitScorer: Scorer?
    /// Scores what comes next in the session of somebody unknown; `nil` with too few users to learn it from.
    let sessionScorer: Scorer?
    /// Whether histories keep items that come back; see ``RankingData/keepsRepeats``.
    public let keepsRepeats: Bool
    /// Whether lists are better with items that the user has had, as validation found.
    public let offersSeen: Bool
    /// The time of the newest event that it was trained on, in milliseconds since the Unix epoch.
    public let trainedUntil: Int64
    /// How it was trained.
    public let settings: RankingSettings
    /// Whether it was trained on data that knows only the order of events.
    public let timeIsOrdinal: Bool

    /// How many items it knows.
    public var itemCount: Int { retrieval.statistics.popularity.count }

    /// Trains a ranker.
    /// - Parameter progress: told what has been done, step by step.
    /// - Throws: ``NeuralNetworkError`` when the features are not finite.
    public static func train(
        on data: RankingData, settings: RankingSettings = RankingSettings(),
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(NeuralNetworkError) -> (model: RankingModel, report: RankingReport) {
        try RankingTrainer(data: data, settings: settings, progress: progress).train()
    }

    /// The best items for one user, best first.
    /// - Parameters:
    ///   - history: the user's items, oldest first; may be empty, which gives what is popular.
    ///   - idleDays: days since the newest of them; 0 within a visit.
    ///   - isOpenSession: whether the items are the session of somebody whose history was no part of the training.
    ///   - top: how many items at most.
    ///   - filter: which items may be in the list.
    ///   - explained: whether to say why.
    public func recommend(
        history: [Int32], idleDays: Float = 0, isOpenSession: Bool = false, top: Int,
        filter: CandidateFilter = CandidateFilter(),
        explained: Bool = false
    ) -> [RankedItem] {
        let histories = Histories(
            offsets: [0, history.count], items: history, timestamps: Array(repeating: 0, count: history.count),
            itemCount: itemCount)
        return rank(
            [RankingQuery(user: 0, known: history.count, end: history.count, idleDays: idleDays)], histories, top: top,
            filter: { _ in filter }, explained: explained, isOpenSession: isOpenSession)[0]
    }

    /// The best items for every user, handed over block by block in the order of the users.
    /// - Parameters:
    ///   - now: the time at which users come, in milliseconds since the Unix epoch; `nil` when every user is in the midst
    ///     of a visit.
    ///   - consume: gets the first user of a block and the lists of it and those that follow.
    public func recommendAll(
        _ histories: Histories, now: Int64?, top: Int, filter: CandidateFilter = CandidateFilter(), threads: Int,
        consume: (Int, [[RankedItem]]) throws -> Void
    ) rethrows {
        let blockSize = 64
        let wave = blockSize * max(threads, 1) * 4
        var start = 0
        while start < histories.userCount {
            let users = start..<min(start + wave, histories.userCount)
            let blocks = Parallel.mapChunks(of: users.count, chunk: blockSize, threads: threads) { range in
                rank(
                    range.map { index in
                        let user = users.lowerBound + index
                        let range = histories.range(of: user)
                        let newest = range.last.map { histories.timestamps[$0] }
                        return RankingQuery(
                            user: user, known: range.count, end: range.count,
                            idleDays: Self.idleDays(since: newest, now: now))
                    }, histories, top: top, filter: { _ in filter }, explained: false)
            }
            try consume(users.lowerBound, blocks.flatMap { $0 })
            start = users.upperBound
        }
    }

    /// The items that go best with one item, best first.
    public func similar(to item: Int32, top: Int, filter: CandidateFilter = CandidateFilter()) -> [RankedItem] {
        recommend(history: [item], isOpenSession: true, top: top, filter: filter)
    }

    /// Days from the time `newest` to `now`, both in milliseconds; 0 when either is unknown.
    public static func idleDays(since newest: Int64?, now: Int64?) -> Float {
        guard let newest, let now else { return 0 }
        return max(0, Float(Double(now - newest) / 86_400_000))
    }

    // A visit is over after half an hour without a sign, as web analytics count.
    private static let visitPauseDays: Float = 0.5 / 24

    func scorer(idleDays: Float, isOpenSession: Bool = false) -> Scorer {
        if isOpenSession { return sessionScorer ?? scorer }
        return idleDays > Self.visitPauseDays ? visitScorer ?? scorer : scorer
    }

    /// Items as a history of this model: each at its first place, or with repeats where they count.
    public func history(_ items: [Int32]) -> [Int32] {
        if keepsRepeats, timeIsOrdinal { return items }
        var seen = Set<Int32>()
        var history: [Int32] = []
        for item in items where keepsRepeats ? history.last != item : seen.insert(item).inserted {
            history.append(item)
        }
        return history
    }

    private func rank(
        _ queries: [RankingQuery], _ histories: Histories, top: Int, filter: (Int) -> CandidateFilter, explained: Bool,
        isOpenSession: Bool = false
    ) -> [[RankedItem]] {
        let scoring = CandidateScoring(self)
        return queries.map { query in
            let filter = filter(query.user)
            guard query.known > 0 else { return popular(top, filter, explained: explained) }
            let candidates = scoring.candidates(
                of: query, histories, depth: top, filter: filter, isOpenSession: isOpenSession)
            return candidates.best(top).map { entry in
                RankedItem(
                    item: entry.item, score: entry.score, reasons: explained ? candidates.reasons(for: entry.item) : [])
            }
        }
    }

    // What everybody gets of whom nothing is known: what has been popular lately, or at all when time is unknown.
    private func popular(_ top: Int, _ filter: CandidateFilter, explained: Bool) -> [RankedItem] {
        let retriever = timeIsOrdinal ? retrieval.popular[0] : retrieval.popular[1]
        return retriever.ranking.lazy.filter { filter.isAllowed?[Int($0)] ?? true }.prefix(top).map { item in
            let score = retriever.scores[Int(item)]
            return RankedItem(
                item: item, score: score,
                reasons: explained
                    ? [RankingReason(evidence: .retriever(retriever.source), weight: score, item: nil)] : [])
        }
    }

    /// The score of an average candidate: what an item's score is when none of its reasons weighs anything.
    public func baseScore(idleDays: Float = 0, isOpenSession: Bool = false) -> Float {
        scorer(idleDays: idleDays, isOpenSession: isOpenSession).network.predict(
            Matrix(rows: 1, columns: FeatureSchema.count))[0]
    }
}
