import LinearAlgebra

/// A fixed part of every batch: gathers its lists' rows, runs forward and backward, and leaves loss and gradient.
///
/// Which lists fall to a shard depends on the batch only, so a sum over shards in their order has the same bits
/// whichever threads ran them.
final class TrainingShard: @unchecked Sendable {
    // Unchecked: one thread at a time runs a shard, and the trainer reads it when all threads have ended.
    private let layers: [DenseLayer]
    private let dropout: Dropout
    private let settings: TrainingSettings
    private let memory: BackpropagationMemory
    private var inputs: UnsafeMutableBufferPointer<Float> = .allocate(capacity: 0)
    private var targets: UnsafeMutableBufferPointer<Float> = .allocate(capacity: 0)
    private var offsets: UnsafeMutableBufferPointer<Int32> = .allocate(capacity: 1)
    private var rows = 0
    private var lists: ArraySlice<Int> = []
    /// d loss / d parameters of the last run, `[parameters]`.
    let gradient: UnsafeMutableBufferPointer<Float>
    /// The sum of the losses of the last run.
    private(set) var loss = 0.0

    init(mlp: MLP, settings: TrainingSettings) {
        layers = mlp.layers
        dropout = Dropout(rate: settings.dropout)
        self.settings = settings
        memory = BackpropagationMemory(layerSizes: mlp.layerSizes, rows: 0)
        gradient = .allocate(capacity: mlp.parameters.count)
    }

    deinit {
        inputs.deallocate()
        targets.deallocate()
        offsets.deallocate()
        gradient.deallocate()
    }

    /// Room for batches of this size.
    func reserve(rows: Int, lists: Int) {
        memory.reserve(rows: rows)
        if inputs.count < rows * layers[0].inputs {
            inputs.deallocate()
            inputs = .allocate(capacity: rows * layers[0].inputs)
            targets.deallocate()
            targets = .allocate(capacity: rows * layers[layers.count - 1].outputs)
        }
        if offsets.count < lists + 1 {
            offsets.deallocate()
            offsets = .allocate(capacity: lists + 1)
        }
    }

    /// Learns from `lists` of `data`: fills ``gradient`` with that of `scale · Σ loss`, and ``loss`` with Σ loss.
    func learn(
        _ lists: ArraySlice<Int>, of data: TrainingSource, epoch: Int, parameters: UnsafeBufferPointer<Float>,
        scale: Float
    ) {
        gather(lists, of: data, epoch: epoch)
        guard rows > 0 else {
            gradient.update(repeating: 0)
            loss = 0
            return
        }
        forward(parameters, data: data, epoch: epoch)
        loss = evaluate(scale: scale)
        backward(parameters)
    }

    /// The sum of the losses of `lists`, without dropout and with all their rows.
    func evaluate(_ lists: ArraySlice<Int>, of data: TrainingSource, parameters: UnsafeBufferPointer<Float>) -> Double {
        gather(lists, of: data, epoch: nil)
        guard rows > 0 else { return 0 }
        forward(parameters, data: data, epoch: nil)
        return evaluate(scale: 1)
    }

    private func gather(_ lists: ArraySlice<Int>, of data: TrainingSource, epoch: Int?) {
        self.lists = lists
        rows = 0
        var position = 0
        offsets[0] = 0
        for list in lists {
            rows += data.gather(
                list, epoch: epoch, inputs: inputs.baseAddress! + rows * layers[0].inputs,
                targets: targets.baseAddress! + rows * layers[layers.count - 1].outputs)
            position += 1
            offsets[position] = Int32(rows)
        }
    }

    private func forward(_ parameters: UnsafeBufferPointer<Float>, data: TrainingSource, epoch: Int?) {
        var source = UnsafeBufferPointer(rebasing: inputs[0..<rows * layers[0].inputs])
        for number in 0..<layers.count {
            let target = memory.activation(number, rows: rows)
            let isLast = number == layers.count - 1
            layers[number].forward(source, rows: rows, parameters: parameters, rectified: !isLast, into: target)
            if let epoch, !isLast, dropout.isActive {
                drop(target.baseAddress!, width: layers[number].outputs, layer: number, data: data, epoch: epoch)
            }
            source = UnsafeBufferPointer(target)
        }
    }

    // Each list has its own stream of chance, so that it does not matter which lists share a batch or a shard.
    private func drop(
        _ values: UnsafeMutablePointer<Float>, width: Int, layer: Int, data: TrainingSource, epoch: Int
    ) {
        var position = 0
        for list in lists {
            let first = Int(offsets[position])
            let count = Int(offsets[position + 1]) - first
            position += 1
            if count == 0 { continue }
            var generator = data.generator(list: list, epoch: epoch, purpose: layer + 1)
            dropout.apply(to: values + first * width, count: count * width, generator: &generator)
        }
    }

    private func evaluate(scale: Float) -> Double {
        let last = layers.count - 1
        return settings.loss.evaluate(
            outputs: UnsafeBufferPointer(memory.activation(last, rows: rows)),
            targets: UnsafeBufferPointer(rebasing: targets[0..<rows * layers[last].outputs]),
            offsets: UnsafeBufferPointer(rebasing: offsets[0..<lists.count + 1]), scale: scale,
            gradient: memory.delta(last, rows: rows))
    }

    private func backward(_ parameters: UnsafeBufferPointer<Float>) {
        for number in stride(from: layers.count - 1, through: 0, by: -1) {
            let delta = UnsafeBufferPointer(memory.delta(number, rows: rows))
            let source =
                number == 0
                ? UnsafeBufferPointer(rebasing: inputs[0..<rows * layers[0].inputs])
                : UnsafeBufferPointer(memory.activation(number - 1, rows: rows))
            layers[number].parameterGradients(inputs: source, delta: delta, rows: rows, into: gradient)
            if number == 0 { return }
            let below = memory.delta(number - 1, rows: rows)
            layers[number].backward(delta, rows: rows, parameters: parameters, into: below)
            DenseKernels.maskGradient(
                below.baseAddress!, activation: source.baseAddress!, count: below.count, scale: dropout.scale)
        }
    }
}
