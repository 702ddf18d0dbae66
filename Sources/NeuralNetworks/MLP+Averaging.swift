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
        average.parameters = [Float](repeating: 0, count: average.parameters.count)
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
                        average.parameters[to + column] += share * network.parameters[from + column]
                    }
                }
                for column in 0..<source.outputs {
                    average.parameters[target.biases.lowerBound + firstColumn + column] +=
                        share * network.parameters[source.biases.lowerBound + column]
                }
            }
        }
        return average
    }
}
