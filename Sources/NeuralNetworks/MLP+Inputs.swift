extension MLP {
    /// The network that gives the same outputs where all inputs but these are 0.
    /// - Parameter inputs: rising numbers of inputs, at least one.
    public func keepingInputs(_ inputs: [Int]) -> MLP {
        let first = layers[0]
        var network = MLP(layerSizes: [inputs.count] + layerSizes.dropFirst(), seed: 0)
        let weights = inputs.flatMap { input in
            parameters[
                first.weights.lowerBound + input * first.outputs..<first.weights.lowerBound + (input + 1)
                    * first.outputs]
        }
        network.parameters = weights + parameters[first.weights.upperBound...]
        return network
    }
}
