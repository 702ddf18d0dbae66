import DataModel
import Foundation
import LinearAlgebra

/// Candidates of several users with their features, list after list.
struct CandidateLists: Sendable {
    /// Candidates, list after list.
    var items: [Int32] = []
    /// Where each list starts in `items`; one more entry than there are lists.
    var offsets: [Int] = [0]
    /// Features, shape `[candidates × FeatureSchema.count]`.
    var features: [Float] = []
    /// Which candidates the user chose next.
    var isTarget: [Bool] = []
    /// For each list, how many items the user chose next, whether they are among the candidates or not.
    var wanted: [Int] = []
    /// For each list and retriever, NDCG@10 of that retriever's own list.
    var retrieverGains: [[Float]] = []

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
        isTarget += other.isTarget
        wanted += other.wanted
        retrieverGains += other.retrieverGains
    }
}

/// A user at a moment: what they had by then and, in training, what they chose next.
struct RankingQuery: Sendable {
    let user: Int
    /// How many of the user's items are known at the moment.
    let known: Int
    /// How many there are when the time that counts as "next" is over; `known` when nothing is asked.
    let end: Int
    /// Days since the newest of the known items; 0 within a visit.
    let idleDays: Float
}

extension CandidateLists {
    /// The lists of `queries`, in their order.
    /// - Parameter negatives: keep the targets and this many other candidates, drawn by `seed`, and leave out lists without
    ///   any of their targets; `nil` keeps everything.
    static func make(
        _ queries: ArraySlice<RankingQuery>, _ histories: Histories, _ generator: CandidateGenerator,
        _ workspace: CandidateWorkspace, filter: CandidateFilter, negatives: Int?, seed: UInt64
    ) -> CandidateLists {
        var lists = CandidateLists()
        let assembler = FeatureAssembler(model: generator.model)
        var block: [Float] = []
        for query in queries {
            let items = histories.items(of: query.user)
            let history = items.prefix(query.known)
            let targets = items.prefix(query.end).dropFirst(query.known)
            // A user may have had the same item several times in the time that counts as next.
            let wanted = targets.count < 2 ? targets.count : Set(targets).count
            generator.generate(history, filter, workspace)
            defer { generator.release(workspace, history: history) }
            let isTarget = workspace.candidates.map { targets.contains($0) }
            if negatives != nil, !isTarget.contains(true) { continue }
            block = [Float](repeating: 0, count: workspace.candidates.count * FeatureSchema.count)
            block.withUnsafeMutableBufferPointer {
                assembler.assemble(history, idleDays: query.idleDays, workspace, into: $0)
            }
            if let negatives {
                lists.appendSample(
                    workspace.candidates, block, isTarget, negatives: negatives,
                    seed: seed &+ UInt64(query.user) &+ UInt64(query.known) << 32)
            } else {
                lists.items += workspace.candidates
                // Of one query alone, which a service asks, nothing is copied.
                if lists.features.isEmpty { swap(&lists.features, &block) } else { lists.features += block }
                lists.isTarget += isTarget
            }
            lists.wanted.append(wanted)
            lists.offsets.append(lists.items.count)
            lists.retrieverGains.append(
                targets.isEmpty
                    ? []
                    : workspace.best.map { best in
                        ListGain.ndcg(
                            best.prefix(ListGain.depth).map { targets.contains($0.item) }, wanted: wanted)
                    })
        }
        return lists
    }

    private mutating func appendSample(
        _ candidates: [Int32], _ block: [Float], _ isChosen: [Bool], negatives: Int, seed: UInt64
    ) {
        var others = candidates.indices.filter { !isChosen[$0] }
        var generator = SeededGenerator(seed: seed)
        generator.shuffle(&others)
        for row in candidates.indices.filter({ isChosen[$0] }) + others.prefix(negatives) {
            items.append(candidates[row])
            isTarget.append(isChosen[row])
            features += block[row * FeatureSchema.count..<(row + 1) * FeatureSchema.count]
        }
    }

    /// NDCG@10 of each list when ordered by `scorer`.
    /// - Parameter offersSeen: whether items that the user had may be in the lists, as far as they are candidates.
    func ndcg(_ scorer: Scorer, offersSeen: Bool = true) -> [Double] {
        let scores = scorer.scores(features)
        return (0..<count).map { list in
            var best = TopK(capacity: ListGain.depth)
            for row in offsets[list]..<offsets[list + 1] where offersSeen || !isSeen(row) {
                best.insert(Int32(row), score: scores[row])
            }
            return Double(ListGain.ndcg(best.drain().map { isTarget[Int($0.item)] }, wanted: wanted[list]))
        }
    }
}

extension CandidateLists {
    private func isSeen(_ row: Int) -> Bool {
        features[row * FeatureSchema.count + FeatureSchema.Shared.timesHad.index] > 0
    }
}

/// NDCG at the depth that training looks at.
enum ListGain {
    static let depth = 10

    /// - Parameters:
    ///   - hits: which of the first places hold a wanted item.
    ///   - wanted: how many items are wanted.
    static func ndcg(_ hits: [Bool], wanted: Int) -> Float {
        func discount(_ place: Int) -> Float { 1 / log2(Float(place) + 2) }
        let gain = hits.indices.reduce(Float(0)) { hits[$1] ? $0 + discount($1) : $0 }
        let ideal = (0..<min(depth, wanted)).reduce(Float(0)) { $0 + discount($1) }
        return ideal > 0 ? gain / ideal : 0
    }
}
