import LinearAlgebra
import Retrieval

/// Which items a list may contain, beside what the model makes of them.
public struct CandidateFilter: Sendable {
    /// Whether items the user has had may come again.
    public var includesSeen: Bool
    /// Which items may be recommended at all, by number; `nil` for all.
    public var isAllowed: [Bool]?
    /// As long as retrievers offer fewer candidates than this, popular items join them.
    public var fewest: Int
    /// Items that are scored though they may not be allowed, for others to be compared with.
    public var compared: [Int32]

    /// A filter; without arguments, everything the user has not had.
    public init(includesSeen: Bool = false, isAllowed: [Bool]? = nil, fewest: Int = 0, compared: [Int32] = []) {
        self.includesSeen = includesSeen
        self.isAllowed = isAllowed
        self.fewest = fewest
        self.compared = compared
    }
}

/// Asks every retriever and joins what they offer.
struct CandidateGenerator: Sendable {
    let model: RetrievalModel
    let perRetriever: Int

    /// Ranks are known this far down each retriever's list.
    static let rankDepth = 100

    /// Fills the workspace with the candidates of one user. ``release(_:history:)`` must follow.
    func generate(_ history: ArraySlice<Int32>, _ filter: CandidateFilter, _ workspace: CandidateWorkspace) {
        for item in history { workspace.isSeen[Int(item)] = true }
        workspace.candidates.removeAll(keepingCapacity: true)
        workspace.best.removeAll(keepingCapacity: true)
        for (index, retriever) in model.retrievers.enumerated() {
            retriever.score(history, into: &workspace.accumulators[index])
            let depth = max(Self.rankDepth, perRetriever)
            let best = workspace.accumulators[index].best(depth) { item in
                (filter.includesSeen || !workspace.isSeen[Int(item)]) && (filter.isAllowed?[Int(item)] ?? true)
            }
            for entry in best.prefix(perRetriever) where workspace.slot[Int(entry.item)] < 0 {
                workspace.slot[Int(entry.item)] = 0
                workspace.candidates.append(entry.item)
            }
            workspace.best.append(best)
        }
        fill(filter, workspace)
        workspace.candidates.sort()
        for (row, item) in workspace.candidates.enumerated() { workspace.slot[Int(item)] = Int32(row) }
    }

    /// Clears the workspace for the next user.
    func release(_ workspace: CandidateWorkspace, history: ArraySlice<Int32>) {
        for item in history { workspace.isSeen[Int(item)] = false }
        for item in workspace.candidates { workspace.slot[Int(item)] = -1 }
        for index in 0..<FeatureSchema.retrieverCount { workspace.accumulators[index].clear() }
    }
}
