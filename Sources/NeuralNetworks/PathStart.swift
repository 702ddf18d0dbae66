/// Where every path from one baseline through a network starts.
struct PathStart: Sendable {
    /// What goes into the ReLU of each hidden unit at the baseline, layer after layer.
    let preactivations: [Float]
    /// Where each hidden layer's units start among all of them; one more entry than there are hidden layers.
    let offsets: [Int]
    /// The weights of each layer after the first as `[outputs × inputs]`; empty for the first.
    let transposed: [[Float]]
    /// The first output at the baseline.
    let output: Float

    init(_ mlp: MLP, baseline: [Float]) {
        var preactivations: [Float] = []
        var offsets = [0]
        var source = baseline
        for layer in mlp.layers.dropLast() {
            var values = Array(mlp.parameters[layer.biases])
            for (input, value) in source.enumerated() where value != 0 {
                for output in 0..<layer.outputs {
                    values[output] += value * mlp.parameters[layer.weights.lowerBound + input * layer.outputs + output]
                }
            }
            preactivations += values
            offsets.append(preactivations.count)
            source = values.map { max($0, 0) }
        }
        let last = mlp.layers[mlp.layers.count - 1]
        output = source.enumerated().reduce(mlp.parameters[last.biases.lowerBound]) { sum, input in
            sum + input.element * mlp.parameters[last.weights.lowerBound + input.offset * last.outputs]
        }
        self.preactivations = preactivations
        self.offsets = offsets
        transposed = mlp.layers.enumerated().map { number, layer in
            guard number > 0 else { return [] }
            let first = layer.weights.lowerBound
            return (0..<layer.outputs).flatMap { output in
                (0..<layer.inputs).map { mlp.parameters[first + $0 * layer.outputs + output] }
            }
        }
    }
}
