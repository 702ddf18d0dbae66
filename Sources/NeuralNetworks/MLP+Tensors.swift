extension MLP {
    /// The parameters as tensors named `prefix.0.weight` `[inputs × outputs]`, `prefix.0.bias` `[outputs]`, …
    public func tensors(prefix: String) -> [NamedTensor] {
        layers.enumerated().flatMap { number, layer in
            [
                NamedTensor(
                    name: "\(prefix).\(number).weight", shape: [layer.inputs, layer.outputs],
                    Array(parameters[layer.weights])),
                NamedTensor(name: "\(prefix).\(number).bias", shape: [layer.outputs], Array(parameters[layer.biases])),
            ]
        }
    }

    /// The network whose ``tensors(prefix:)`` are among `tensors`. Its sizes follow from the shapes.
    /// - Throws: ``NeuralNetworkError`` when a tensor is missing or does not fit its neighbours.
    public init(tensors: [String: NamedTensor], prefix: String) throws(NeuralNetworkError) {
        var sizes: [Int] = []
        var parameters: [Float] = []
        while let weight = tensors["\(prefix).\(sizes.count == 0 ? 0 : sizes.count - 1).weight"] {
            let number = max(sizes.count - 1, 0)
            guard weight.shape.count == 2 else {
                throw .wrongCount(of: "the shape of \(weight.name)", expected: 2, found: weight.shape.count)
            }
            if sizes.isEmpty { sizes.append(weight.shape[0]) }
            guard weight.shape[0] == sizes[number] else {
                throw .wrongCount(of: "a row of \(weight.name)", expected: sizes[number], found: weight.shape[0])
            }
            let biases = try tensors.floats("\(prefix).\(number).bias")
            guard biases.count == weight.shape[1] else {
                throw .wrongCount(of: "\(prefix).\(number).bias", expected: weight.shape[1], found: biases.count)
            }
            parameters += try tensors.floats(weight.name)
            parameters += biases
            sizes.append(weight.shape[1])
        }
        guard !sizes.isEmpty else { throw .missingTensor(name: "\(prefix).0.weight") }
        try self.init(layerSizes: sizes, parameters: parameters)
    }
}
