import LinearAlgebra
import Ranking

/// Everything a list may be chosen from, in order, with what explains it.
struct RankedPool {
    /// Best first, by number in the catalogue.
    let entries: [TopK.Entry]
    /// `nil` for users without a history.
    let candidates: ScoredCandidates?
    /// `nil` for users with one.
    let cold: ColdStart?

    /// Of so many places, new items take at most one; their scores come from others, not from users.
    private static let placesPerNewItem = 5

    /// The candidates of a user with a history, among them the new items.
    /// - Parameters:
    ///   - depth: how far down each retriever's list candidates come from, at least.
    ///   - fewest: how many items there are at least, as long as enough are allowed.
    init(
        _ history: ListHistory, _ filtered: FilteredItems, _ catalogue: Catalogue, includesSeen: Bool,
        scoring: CandidateScoring, depth: Int, fewest: Int
    ) {
        var filter = CandidateFilter(
            includesSeen: includesSeen, isAllowed: filtered.isAllowed, fewest: fewest, compared: filtered.compared)
        if history.hasStandIns, !includesSeen {
            filter.includesSeen = true
            for item in history.seen where Int(item) < catalogue.knownCount { filter.isAllowed?[Int(item)] = false }
        }
        let candidates = scoring.candidates(
            for: history.numbers, idleDays: history.idleDays, isOpenSession: history.isOpenSession, depth: depth,
            filter: filter)
        let lowest = candidates.lowestScore
        let base = candidates.baseScore
        let scored = Self.scored(filtered, history, catalogue, includesSeen: includesSeen, base: base) {
            candidates.score(of: $0) ?? lowest
        }
        let new = Set(scored.map(\.item))
        let known = candidates.best(Int.max).filter { !new.contains($0.item) }
        var entries = Self.merged(known, scored)
        // Of these nothing is known that could rank them: they come last, if the list has room.
        for item in filtered.newItems where entries.count < fewest {
            guard catalogue.newItems.neighbors[item]?.isEmpty == true, Int(item) >= catalogue.knownCount,
                includesSeen || !history.seen.contains(item)
            else { continue }
            entries.append(TopK.Entry(item: item, score: min(lowest, base)))
        }
        self.entries = entries
        self.candidates = candidates
        cold = nil
    }

    /// What users without a history get, and new things like it.
    init(_ cold: ColdStart, _ history: ListHistory, _ filtered: FilteredItems, _ catalogue: Catalogue) {
        let scores = cold.scores
        let scored = Self.scored(filtered, history, catalogue, includesSeen: false, base: 0) { scores[Int($0)] }
        let new = Set(scored.map(\.item))
        let known = scores.indices.filter { filtered.isAllowed[$0] && !new.contains(Int32($0)) }
            .map { TopK.Entry(item: Int32($0), score: scores[$0]) }
        let others = filtered.newItems.filter {
            Int($0) >= catalogue.knownCount && !new.contains($0) && !history.seen.contains($0)
        }.map { TopK.Entry(item: $0, score: 0) }
        entries = Self.merged(known.sorted(by: Self.isBetter), scored) + others
        candidates = nil
        self.cold = cold
    }

    private static func scored(
        _ filtered: FilteredItems, _ history: ListHistory, _ catalogue: Catalogue, includesSeen: Bool, base: Float,
        score: (Int32) -> Float
    ) -> [TopK.Entry] {
        filtered.newItems.compactMap { item in
            guard includesSeen || !history.seen.contains(item) else { return nil }
            let parts = catalogue.newItems.parts(of: item, base: base, score: score)
            return parts.isEmpty ? nil : TopK.Entry(item: item, score: parts.reduce(base) { $0 + $1.part })
        }.sorted(by: isBetter)
    }

    private static func isBetter(_ left: TopK.Entry, _ right: TopK.Entry) -> Bool {
        (left.score, right.item) > (right.score, left.item)
    }

    // By score, but new items wait where they would crowd out what users have shown to like.
    private static func merged(_ known: [TopK.Entry], _ new: [TopK.Entry]) -> [TopK.Entry] {
        var entries: [TopK.Entry] = []
        entries.reserveCapacity(known.count + new.count)
        var (i, j) = (0, 0)
        while i < known.count || j < new.count {
            let hasRoom = j < entries.count / placesPerNewItem + 1
            if j < new.count, i == known.count || (hasRoom && isBetter(new[j], known[i])) {
                entries.append(new[j])
                j += 1
            } else {
                entries.append(known[i])
                i += 1
            }
        }
        return entries
    }
}
