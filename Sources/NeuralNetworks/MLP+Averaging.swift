extension MLP {
    /// One network whose outputs are the means of those of `networks`, which all have the same layer sizes: their hidden
    /// layers side by side, with zeros between them.
    public static func average(of networks: [MLP]) -> MLP {
        precondition(!networks.isEmpty && networks.allSatisfy { $0.layerSizes == networks[0].layerSizes })
        guard networks.count > 1 else { return networks[0] }
        let sizes = networks[0].layerSizes
        let last = sizes.count - 1
        let wide = sizes.indices.map { $0 == 0 || $0 == last ? sizes[$0] : sizes[$0] * networks.count }
        var average = MLP(layerSizes: wide, seed: 0)
        // Apart from the network, which checks its parameters at every change.
        var parameters = [Float](repeating: 0, count: average.parameters.count)
        for (number, target) in average.layers.enumerated() {
            let share = number == average.layers.count - 1 ? 1 / Float(networks.count) : 1
            for (place, network) in networks.enumerated() {
                let source = network.layers[number]
                let firstRow = number == 0 ? 0 : place * source.inputs
                let firstColumn = number == average.layers.count - 1 ? 0 : place * source.outputs
                for row in 0..<source.inputs {
                    let from = source.weights.lowerBound + row * source.outputs
                    let to = target.weights.lowerBound + (firstRow + row) * target.outputs + firstColumn
                    for column in 0..<source.outputs {
                        parameters[to + column] += share * network.parameters[from + column]
                    }
                }
                for column in 0..<source.outputs {
                    parameters[target.biases.lowerBound + firstColumn + column] +=
                        share * network.parameters[source.biases.lowerBound + column]
                }
            }
        }
        average.parameters = parameters
        return average
    }

    /// Smaller networks whose outputs add up to those of this one: where hidden units stand side by side with nothing but
    /// zeros between them, as ``average(of:)`` makes them, each part by itself; else the network alone.
    public func summands() -> [MLP] {
        let hidden = layerSizes.dropFirst().dropLast()
        guard hidden.count > 1, let narrowest = hidden.min() else { return [self] }
        let count = (1...narrowest).last { count in
            hidden.allSatisfy { $0 % count == 0 }
                && layers.dropFirst().dropLast().allSatisfy { isBlockDiagonal($0, count: count) }
        }
        guard let count, count > 1 else { return [self] }
        return (0..<count).map { summand($0, of: count) }
    }

    private func isBlockDiagonal(_ layer: DenseLayer, count: Int) -> Bool {
        let (height, width) = (layer.inputs / count, layer.outputs / count)
        return (0..<layer.inputs).allSatisfy { row in
            (0..<layer.outputs).allSatisfy { column in
                row / height == column / width
                    || parameters[layer.weights.lowerBound + row * layer.outputs + column] == 0
            }
        }
    }

    private func summand(_ place: Int, of count: Int) -> MLP {
        let last = layerSizes.count - 1
        let sizes = layerSizes.indices.map { $0 == 0 || $0 == last ? layerSizes[$0] : layerSizes[$0] / count }
        var part: [Float] = []
        part.reserveCapacity(parameters.count / count)
        for (number, layer) in layers.enumerated() {
            let (height, width) = (sizes[number], sizes[number + 1])
            let firstRow = number == 0 ? 0 : place * height
            let firstColumn = number == layers.count - 1 ? 0 : place * width
            for row in firstRow..<firstRow + height {
                let start = layer.weights.lowerBound + row * layer.outputs + firstColumn
                part += parameters[start..<start + width]
            }
            let biases = parameters[
                layer.biases.lowerBound + firstColumn..<layer.biases.lowerBound + firstColumn + width]
            // The output's bias is there once.
            part += number == layers.count - 1 && place > 0 ? biases.map { _ in 0 } : Array(biases)
        }
        var network = MLP(layerSizes: sizes, seed: 0)
        network.parameters = part
        return network
    }
}
