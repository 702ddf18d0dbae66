import LinearAlgebra

/// The mean loss of a network over lists it does not learn from.
struct ValidationLoss: Sendable {
    // Fixed, so that the sum does not depend on the threads.
    private static let listsPerChunk = 256

    private let source: TrainingSource
    private let settings: TrainingSettings
    private let terms: Int

    /// `nil` when no list can be judged.
    init?(_ lists: TrainingLists, mlp: MLP, settings: TrainingSettings) {
        let source = TrainingSource(lists, mlp: mlp, settings: settings, sampled: false)
        self.source = source
        self.settings = settings
        let rows = source.usable.reduce(0) { $0 + source.rowsOfList[$1] }
        switch settings.loss {
        case .listwiseSoftmax, .listwiseMarginal: terms = source.usable.count
        case .categoricalCrossEntropy: terms = rows
        case .binaryCrossEntropy, .squaredError: terms = rows * mlp.outputCount
        }
        if source.usable.isEmpty { return nil }
    }

    func evaluate(_ mlp: MLP) -> Double {
        let losses = Parallel.mapChunks(of: source.usable.count, chunk: Self.listsPerChunk, threads: settings.threads) {
            range in
            let lists = source.usable[range]
            let shard = TrainingShard(mlp: mlp, settings: settings)
            shard.reserve(rows: lists.reduce(0) { $0 + source.rowsOfList[$1] }, lists: lists.count)
            return mlp.parameters.withUnsafeBufferPointer { shard.evaluate(lists, of: source, parameters: $0) }
        }
        return losses.reduce(0, +) / Double(terms)
    }
}
