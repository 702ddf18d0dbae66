import NeuralNetworks

/// What of a ``TabularModel`` is not a tensor.
struct TabularMetadata: Codable, Sendable, Equatable {
    var columns: [EncodedColumn]
    var nearest: NearestRows?
    var inputCount: Int
    var linearSizes: [Int]
    var networkSizes: [Int]
    var linearShare: Float
}

extension TabularModel {
    var metadata: TabularMetadata {
        TabularMetadata(
            columns: encoder.columns, nearest: encoder.nearest, inputCount: encoder.inputCount,
            linearSizes: linear.layerSizes,
            networkSizes: network.layerSizes, linearShare: linearShare)
    }

    /// The weights, as tensors whose names begin with `name`.
    func tensors(named name: String) -> [NamedTensor] {
        [
            NamedTensor(name: name + ".linear", shape: [linear.parameters.count], linear.parameters),
            NamedTensor(name: name + ".network", shape: [network.parameters.count], network.parameters),
        ]
    }

    /// The model that was written under `name`.
    /// - Throws: `NeuralNetworkError` when tensors are missing or do not fit.
    init(
        _ metadata: TabularMetadata, tensors: [String: NamedTensor], named name: String
    ) throws(NeuralNetworkError) {
        let encoder = FeatureEncoder(
            columns: metadata.columns, inputCount: metadata.inputCount, nearest: metadata.nearest)
        let linear = try MLP(layerSizes: metadata.linearSizes, parameters: tensors.floats(name + ".linear"))
        let network = try MLP(layerSizes: metadata.networkSizes, parameters: tensors.floats(name + ".network"))
        for mlp in [linear, network] where mlp.inputCount != encoder.outputCount {
            throw .wrongCount(of: "inputs of \(name)", expected: encoder.outputCount, found: mlp.inputCount)
        }
        self.init(encoder: encoder, linear: linear, network: network, linearShare: metadata.linearShare)
    }
}
