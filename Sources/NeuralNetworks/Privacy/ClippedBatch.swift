import LinearAlgebra

/// The sum of the gradients of many rows, none of which counts for more than a given length.
final class ClippedBatch {
    private let layers: [DenseLayer]
    private let loss: Loss
    private let clip: Float
    private let memory: BackpropagationMemory
    private var inputs: [Float] = []
    private var targets: [Float] = []

    init(mlp: MLP, settings: PrivateTrainingSettings) {
        layers = mlp.layers
        loss = settings.loss
        clip = settings.clip
        memory = BackpropagationMemory(layerSizes: mlp.layerSizes, rows: 0)
    }

    /// Fills `gradient` `[parameters]` with the sum over `rows` of `data`.
    func sumGradients(
        of rows: [Int], _ data: TrainingLists, _ parameters: [Float], into gradient: inout [Float]
    ) {
        guard !rows.isEmpty else {
            for place in gradient.indices { gradient[place] = 0 }
            return
        }
        memory.reserve(rows: rows.count)
        let outputs = layers[layers.count - 1].outputs
        inputs.removeAll(keepingCapacity: true)
        targets.removeAll(keepingCapacity: true)
        for row in rows {
            inputs.append(contentsOf: data.features.row(row))
            targets.append(contentsOf: data.targets[row * outputs..<(row + 1) * outputs])
        }
        inputs.withUnsafeBufferPointer { inputs in
            parameters.withUnsafeBufferPointer { parameters in
                forward(inputs, rows.count, parameters)
                seedDeltas(rows.count)
                propagate(rows.count, parameters)
                shorten(inputs, rows.count)
                gradient.withUnsafeMutableBufferPointer { gradient in
                    for number in layers.indices {
                        layers[number].parameterGradients(
                            inputs: source(of: number, inputs, rows.count),
                            delta: UnsafeBufferPointer(memory.delta(number, rows: rows.count)), rows: rows.count,
                            into: gradient)
                    }
                }
            }
        }
    }

    // What goes into a layer, `[rows × inputs]`.
    private func source(
        of number: Int, _ inputs: UnsafeBufferPointer<Float>, _ rows: Int
    ) -> UnsafeBufferPointer<Float> {
        number == 0 ? inputs : UnsafeBufferPointer(memory.activation(number - 1, rows: rows))
    }

    private func forward(_ inputs: UnsafeBufferPointer<Float>, _ rows: Int, _ parameters: UnsafeBufferPointer<Float>) {
        for number in layers.indices {
            layers[number].forward(
                source(of: number, inputs, rows), rows: rows, parameters: parameters,
                rectified: number < layers.count - 1, into: memory.activation(number, rows: rows))
        }
    }

    private func seedDeltas(_ rows: Int) {
        let last = layers.count - 1
        let offsets = (0...rows).map(Int32.init)
        targets.withUnsafeBufferPointer { targets in
            offsets.withUnsafeBufferPointer { offsets in
                _ = loss.evaluate(
                    outputs: UnsafeBufferPointer(memory.activation(last, rows: rows)), targets: targets,
                    offsets: offsets, scale: 1, gradient: memory.delta(last, rows: rows))
            }
        }
    }

    private func propagate(_ rows: Int, _ parameters: UnsafeBufferPointer<Float>) {
        for number in layers.indices.dropFirst().reversed() {
            let below = memory.delta(number - 1, rows: rows)
            layers[number].backward(
                UnsafeBufferPointer(memory.delta(number, rows: rows)), rows: rows, parameters: parameters, into: below)
            DenseKernels.maskGradient(
                below.baseAddress!, activation: memory.activation(number - 1, rows: rows).baseAddress!,
                count: below.count, scale: 1)
        }
    }

    // The squared length of a row's gradient in a layer is |delta|² · (|input|² + 1), the 1 being the bias's.
    private func shorten(_ inputs: UnsafeBufferPointer<Float>, _ rows: Int) {
        var lengths = [Float](repeating: 0, count: rows)
        for number in layers.indices {
            let (layer, delta) = (layers[number], memory.delta(number, rows: rows))
            let source = source(of: number, inputs, rows)
            for row in 0..<rows {
                let incoming = Self.squaredLength(source, at: row * layer.inputs, count: layer.inputs)
                let outgoing = Self.squaredLength(
                    UnsafeBufferPointer(delta), at: row * layer.outputs, count: layer.outputs)
                lengths[row] += outgoing * (incoming + 1)
            }
        }
        for number in layers.indices {
            let (width, delta) = (layers[number].outputs, memory.delta(number, rows: rows))
            for row in 0..<rows where lengths[row] > clip * clip {
                let factor = clip / lengths[row].squareRoot()
                for place in row * width..<(row + 1) * width { delta[place] *= factor }
            }
        }
    }

    private static func squaredLength(_ values: UnsafeBufferPointer<Float>, at start: Int, count: Int) -> Float {
        var sum: Float = 0
        for place in start..<start + count { sum += values[place] * values[place] }
        return sum
    }
}
