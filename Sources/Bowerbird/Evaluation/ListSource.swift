import DataModel
import LinearAlgebra
import Retrieval

/// The best items of each user, best first, with their scores; by user number, empty for users who are not asked.
typealias ScoredLists = [[TopK.Entry]]

/// Whom to make lists for, and of what.
struct ListTask: Sendable {
    /// What is known of each user.
    let histories: Histories
    /// Whether each user is asked.
    let isAsked: [Bool]
    /// Which items may be in a list.
    let isAllowed: [Bool]
    let threads: Int

    /// How long lists are.
    static let depth = 20
    private static let usersAtOnce = 64

    /// The lists of a retriever by itself: everything allowed is ranked, the user's own items left out.
    func lists(_ retriever: some Retriever) -> ScoredLists {
        blocks { users in
            var scores = ScoreAccumulator(itemCount: max(histories.itemCount, 1))
            return users.map { user -> [TopK.Entry] in
                guard isAsked[user] else { return [] }
                let history = histories.items(of: user)
                let seen = Set(history)
                retriever.score(history, into: &scores)
                defer { scores.clear() }
                return scores.best(Self.depth) { isAllowed[Int($0)] && !seen.contains($0) }
            }
        }
    }

    /// The lists of a model that scores every item.
    /// - Parameter score: the scores of these users for all items, `[users × items]`.
    func lists(scoring score: @Sendable ([Int]) -> Matrix) -> ScoredLists {
        blocks { range in
            let users = range.filter { isAsked[$0] }
            var result = Array(repeating: [TopK.Entry](), count: range.count)
            let scores = score(users)
            for (row, user) in users.enumerated() {
                let seen = Set(histories.items(of: user))
                var best = TopK(capacity: Self.depth)
                for (item, value) in scores.row(row).enumerated() {
                    let item = Int32(item)
                    if best.wouldKeep(item, score: value), isAllowed[Int(item)], !seen.contains(item) {
                        best.insert(item, score: value)
                    }
                }
                result[user - range.lowerBound] = best.drain()
            }
            return result
        }
    }

    private func blocks(_ body: @Sendable (Range<Int>) -> ScoredLists) -> ScoredLists {
        Parallel.mapChunks(of: histories.userCount, chunk: Self.usersAtOnce, threads: threads, body).flatMap { $0 }
    }
}
