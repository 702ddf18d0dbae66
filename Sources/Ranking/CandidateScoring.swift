import DataModel
public import LinearAlgebra
import NeuralNetworks
import Retrieval

/// Scores candidates for one user after another, in memory that is used again. One a thread.
public final class CandidateScoring {
    private let model: RankingModel
    private let workspace: CandidateWorkspace
    private var memory = MLPWorkspace()

    /// Memory for lists of `model`.
    public init(_ model: RankingModel) {
        self.model = model
        workspace = CandidateWorkspace(model.retrieval)
    }

    /// The candidates of a user who has had something.
    /// - Parameters:
    ///   - history: the user's items, oldest first, as ``RankingModel/history(_:)`` gives them; not empty.
    ///   - idleDays: days since the newest of them; 0 within a visit.
    ///   - isOpenSession: whether they are the session of somebody whose history was no part of the training.
    ///   - depth: how far down each retriever's list candidates come from, at least.
    ///   - filter: which items may be among them.
    public func candidates(
        for history: [Int32], idleDays: Float, isOpenSession: Bool = false, depth: Int, filter: CandidateFilter
    ) -> ScoredCandidates {
        let histories = Histories(
            offsets: [0, history.count], items: history, timestamps: Array(repeating: 0, count: history.count),
            itemCount: model.itemCount)
        let query = RankingQuery(user: 0, known: history.count, end: history.count, idleDays: idleDays)
        return candidates(of: query, histories, depth: depth, filter: filter, isOpenSession: isOpenSession)
    }

    func candidates(
        of query: RankingQuery, _ histories: Histories, depth: Int, filter: CandidateFilter, isOpenSession: Bool
    ) -> ScoredCandidates {
        let generator = CandidateGenerator(
            model: model.retrieval, perRetriever: max(model.settings.candidatesPerRetriever, depth))
        let scorer = model.scorer(idleDays: query.idleDays, isOpenSession: isOpenSession)
        var lists = CandidateLists.make(
            [query], histories, generator, workspace, filter: filter, negatives: nil, seed: 0)
        var scores = [Float](repeating: 0, count: lists.items.count)
        lists.features.withUnsafeMutableBufferPointer { rows in
            scores.withUnsafeMutableBufferPointer { scorer.score(scaling: rows, into: $0, workspace: &memory) }
        }
        return ScoredCandidates(
            items: lists.items, scores: scores, fillers: Set(workspace.fillers), features: lists.features,
            history: histories.items(of: query.user).prefix(query.known), model: model, scorer: scorer,
            isAllowed: filter.isAllowed)
    }
}

/// One user's candidates and their scores, ready to be listed and explained.
public struct ScoredCandidates: Sendable {
    /// The candidates, rising.
    let items: [Int32]
    let scores: [Float]
    /// Candidates that no retriever offered.
    let fillers: Set<Int32>
    /// Scaled features, `[candidates × scorer.columns.count]`, and behind them what was there before they were moved together.
    let features: [Float]
    let history: ArraySlice<Int32>
    let model: RankingModel
    let scorer: Scorer
    let isAllowed: [Bool]?

    /// The best candidates that may be listed, best first, ties to the lower item.
    public func best(_ count: Int) -> [TopK.Entry] {
        var best = TopK(capacity: min(count, items.count))
        for (row, item) in items.enumerated() where isAllowed?[Int(item)] ?? true {
            best.insert(item, score: scores[row])
        }
        return best.drain()
    }

    /// The score of `item`, or `nil` if it is no candidate.
    public func score(of item: Int32) -> Float? { row(of: item).map { scores[$0] } }

    /// The lowest score of all candidates, or that of an average candidate when there are none.
    public var lowestScore: Float { scores.min() ?? baseScore }

    /// The score of an average candidate: what an item's score is when none of its reasons weighs anything.
    public var baseScore: Float { scorer.attribution.baselineOutput }

    /// Whether `item` is there only because there were too few candidates.
    public func isFiller(_ item: Int32) -> Bool { fillers.contains(item) }

    /// Why `item` has its score, largest part first; with ``baseScore`` the weights add up to it.
    public func reasons(for item: Int32) -> [RankingReason] {
        guard let row = row(of: item) else { return [] }
        let columns = scorer.columns
        let input = Array(features[row * columns.count..<(row + 1) * columns.count])
        let shares = scorer.attribution.shares(of: input)
        var weights = [Float](repeating: 0, count: Evidence.all.count)
        for (column, share) in zip(columns, shares.weights) { weights[FeatureSchema.evidenceNumber[column]] += share }
        return weights.indices.filter { weights[$0] != 0 }.map { place in
            RankingReason(
                evidence: Evidence.all[place], weight: weights[place],
                item: model.retrieval.neighborsBehindEvidence[place].flatMap {
                    model.retrieval.overNeighbors[$0].largestPart(of: item, for: history)?.item
                })
        }.sorted { left, right in
            left.weight == right.weight ? left.evidence.name < right.evidence.name : left.weight > right.weight
        }
    }

    private func row(of item: Int32) -> Int? {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle] < item { low = middle + 1 } else { high = middle }
        }
        return low < items.count && items[low] == item ? low : nil
    }
}
