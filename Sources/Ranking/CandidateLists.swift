import DataModel
import LinearAlgebra

/// Candidates of several users with their features, list after list.
struct CandidateLists: Sendable {
    /// Candidates, list after list.
    var items: [Int32] = []
    /// Where each list starts in `items`; one more entry than there are lists.
    var offsets: [Int] = [0]
    /// Features, shape `[candidates × FeatureSchema.count]`.
    var features: [Float] = []
    /// For each list, where its target is among its own candidates, or −1.
    var targets: [Int] = []
    /// For each list and retriever, where the target stands in that retriever's own list, or −1.
    var retrieverRanks: [[Int]] = []

    var count: Int { offsets.count - 1 }

    /// Makes room for this many further candidates.
    mutating func reserve(_ candidates: Int) {
        items.reserveCapacity(items.count + candidates)
        features.reserveCapacity((items.count + candidates) * FeatureSchema.count)
    }

    mutating func append(_ other: CandidateLists) {
        let start = items.count
        items += other.items
        offsets += other.offsets.dropFirst().map { $0 + start }
        features += other.features
        targets += other.targets
        retrieverRanks += other.retrieverRanks
    }
}

/// A user at a moment: what they had by then and, in training, what they chose next.
struct RankingQuery: Sendable {
    let user: Int
    let known: Int
    let target: Int32?
}

extension CandidateLists {
    /// The lists of `queries`, in their order.
    /// - Parameter negatives: keep the target and this many other candidates, drawn by `seed`, and leave out lists without
    ///   their target; `nil` keeps everything.
    static func make(
        _ queries: ArraySlice<RankingQuery>, _ histories: Histories, _ generator: CandidateGenerator,
        _ workspace: CandidateWorkspace, filter: CandidateFilter, negatives: Int?, seed: UInt64
    ) -> CandidateLists {
        var lists = CandidateLists()
        let assembler = FeatureAssembler(model: generator.model)
        var block: [Float] = []
        for query in queries {
            let history = histories.items(of: query.user).prefix(query.known)
            generator.generate(history, filter, workspace)
            defer { generator.release(workspace, history: history) }
            let target = query.target.flatMap { target in
                workspace.candidates.firstIndex(of: target)
            }
            if negatives != nil, target == nil { continue }
            block = [Float](repeating: 0, count: workspace.candidates.count * FeatureSchema.count)
            block.withUnsafeMutableBufferPointer { assembler.assemble(history, workspace, into: $0) }
            if let negatives, let target {
                lists.appendSample(
                    workspace.candidates, block, target: target, negatives: negatives,
                    seed: seed &+ UInt64(query.user))
            } else {
                lists.items += workspace.candidates
                lists.features += block
                lists.targets.append(target ?? -1)
            }
            lists.offsets.append(lists.items.count)
            lists.retrieverRanks.append(
                workspace.best.map { best in
                    query.target.flatMap { target in best.firstIndex { $0.item == target } } ?? -1
                })
        }
        return lists
    }

    private mutating func appendSample(
        _ candidates: [Int32], _ block: [Float], target: Int, negatives: Int, seed: UInt64
    ) {
        var others = Array(candidates.indices)
        others.remove(at: target)
        var generator = SeededGenerator(seed: seed)
        generator.shuffle(&others)
        let chosen = [target] + others.prefix(negatives)
        for row in chosen {
            items.append(candidates[row])
            features += block[row * FeatureSchema.count..<(row + 1) * FeatureSchema.count]
        }
        targets.append(0)
    }
}
