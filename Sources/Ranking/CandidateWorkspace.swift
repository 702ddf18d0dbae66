import LinearAlgebra
import Retrieval

/// Memory for one thread's candidates and features, used again for every user.
final class CandidateWorkspace {
    let itemCount: Int
    let accumulators: UnsafeMutablePointer<ScoreAccumulator>
    /// The user's items are marked, so that they are not recommended again.
    let isSeen: UnsafeMutableBufferPointer<Bool>
    /// The row of an item among the candidates, −1 if it is none.
    let slot: UnsafeMutableBufferPointer<Int32>
    /// One row of attributes or text, spread out.
    let profile: UnsafeMutableBufferPointer<Float>
    /// The candidates, rising.
    var candidates: [Int32] = []
    /// Those of them that no retriever offered.
    var fillers: [Int32] = []
    /// The best items of each retriever.
    var best: [[TopK.Entry]] = []

    init(_ model: RetrievalModel) {
        itemCount = model.statistics.popularity.count
        let capacity = max(itemCount, 1)
        accumulators = .allocate(capacity: FeatureSchema.retrieverCount)
        for index in 0..<FeatureSchema.retrieverCount {
            (accumulators + index).initialize(to: ScoreAccumulator(itemCount: capacity))
        }
        isSeen = .allocate(capacity: capacity)
        isSeen.initialize(repeating: false)
        slot = .allocate(capacity: capacity)
        slot.initialize(repeating: -1)
        profile = .allocate(capacity: max(model.attributes.columns, model.text.columns, 1))
        profile.initialize(repeating: 0)
    }

    deinit {
        accumulators.deinitialize(count: FeatureSchema.retrieverCount)
        accumulators.deallocate()
        isSeen.deallocate()
        slot.deallocate()
        profile.deallocate()
    }
}
