import LinearAlgebra

/// The state that lasts from epoch to epoch: optimiser, shards, learning rate.
struct EpochRun {
    // A shard smaller than this costs more to hand to a thread than it saves.
    private static let rowsPerShard = 512
    private static let mostShards = 4

    private let source: TrainingSource
    private let settings: TrainingSettings
    private let layers: [DenseLayer]
    private let outputs: Int
    private let shards: [TrainingShard]
    private var adam: Adam
    private var order: [Int]
    private var step = 0
    private let stepCount: Int

    init(mlp: MLP, source: TrainingSource, settings: TrainingSettings) {
        self.source = source
        self.settings = settings
        layers = mlp.layers
        outputs = mlp.outputCount
        order = source.usable
        adam = Adam(count: mlp.parameters.count)
        let batches = (order.count + settings.listsPerBatch - 1) / settings.listsPerBatch
        stepCount = batches * settings.epochs
        let rowsPerBatch = order.reduce(0) { $0 + source.rowsOfList[$1] } / batches
        let count = max(1, min(Self.mostShards, rowsPerBatch / Self.rowsPerShard))
        shards = (0..<count).map { _ in TrainingShard(mlp: mlp, settings: settings) }
    }

    /// Visits every list once in a new order, and returns the mean loss.
    mutating func run(_ epoch: Int, parameters: inout [Float]) -> Double {
        var generator = SeededGenerator(seed: settings.seed, stream: UInt64(epoch) | 1 << 63)
        generator.shuffle(&order)
        let batches = stride(from: 0, to: order.count, by: settings.listsPerBatch).map {
            $0..<min($0 + settings.listsPerBatch, order.count)
        }
        reserve(batches)
        var loss = 0.0
        var weight = 0
        parameters.withUnsafeMutableBufferPointer { parameters in
            for batch in batches {
                let terms = terms(of: batch)
                loss += learn(batch, epoch: epoch, parameters: parameters, scale: 1 / Float(terms))
                weight += terms
            }
        }
        return loss / Double(weight)
    }

    private mutating func learn(
        _ batch: Range<Int>, epoch: Int, parameters: UnsafeMutableBufferPointer<Float>, scale: Float
    ) -> Double {
        let (shards, source, order) = (shards, source, order)
        // Read by the shards, written only when they are done.
        nonisolated(unsafe) let readable = UnsafeBufferPointer(parameters)
        Parallel.forEach(shards.count, threads: settings.threads) { number in
            shards[number].learn(
                order[Self.part(number, of: shards.count, in: batch)], of: source, epoch: epoch, parameters: readable,
                scale: scale)
        }
        let gradient = shards[0].gradient
        var loss = shards[0].loss
        for shard in shards.dropFirst() {
            loss += shard.loss
            Self.add(shard.gradient.baseAddress!, to: gradient.baseAddress!, count: gradient.count)
        }
        if settings.l2 > 0 {
            for layer in layers {
                Self.add(
                    parameters.baseAddress! + layer.weights.lowerBound, times: settings.l2,
                    to: gradient.baseAddress! + layer.weights.lowerBound, count: layer.weights.count)
            }
        }
        let rate = settings.learningRate * (1 - Float(step) / Float(stepCount))
        adam.step(parameters, gradient: UnsafeBufferPointer(gradient), learningRate: rate)
        step += 1
        return loss
    }

    // How many terms the mean loss of a batch has: lists, rows, or rows times outputs.
    private func terms(of batch: Range<Int>) -> Int {
        if settings.loss.isListwise { return batch.count }
        var rows = 0
        for position in batch { rows += source.rowsOfList[order[position]] }
        return settings.loss == .categoricalCrossEntropy ? rows : rows * outputs
    }

    private func reserve(_ batches: [Range<Int>]) {
        var most = 0
        for batch in batches {
            for number in shards.indices {
                var rows = 0
                for position in Self.part(number, of: shards.count, in: batch) {
                    rows += source.rowsOfList[order[position]]
                }
                most = max(most, rows)
            }
        }
        for shard in shards { shard.reserve(rows: most, lists: settings.listsPerBatch) }
    }

    private static func part(_ number: Int, of count: Int, in batch: Range<Int>) -> Range<Int> {
        let start = batch.lowerBound + number * batch.count / count
        return start..<batch.lowerBound + (number + 1) * batch.count / count
    }

    private static func add(
        _ values: UnsafePointer<Float>, times factor: Float = 1, to sum: UnsafeMutablePointer<Float>, count: Int
    ) {
        for index in 0..<count { sum[index] += factor * values[index] }
    }
}
