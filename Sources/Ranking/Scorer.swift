import LinearAlgebra
import NeuralNetworks
import Retrieval

/// Gives each candidate's row of features its score.
struct Scorer: Sendable {
    /// Features in, one score out.
    let network: MLP
    /// Applied to the features first.
    let scaler: FeatureScaler
    /// The features that tell rows apart, rising: the others are 0 once they are scaled, as shops without prices, times or texts
    /// have many, and nothing is multiplied by them.
    let columns: [Int]
    /// What each scaled feature of ``columns`` adds to a score, against an average candidate.
    let attribution: IntegratedGradients
    // Networks that add up to the one: together they take less than it does, as it has zeros between them.
    private let parts: [MLP]

    init(network: MLP, scaler: FeatureScaler) {
        self.network = network
        self.scaler = scaler
        let changing = scaler.inverseDeviation.indices.filter { scaler.inverseDeviation[$0] != 0 }
        columns = changing.isEmpty ? [0] : changing
        let narrow = network.keepingInputs(columns)
        parts = narrow.summands()
        attribution = IntegratedGradients(of: narrow, from: Array(repeating: 0, count: columns.count))
    }

    /// Σ 1/(rank+2) over all retrievers: reciprocal-rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009), as a network
    /// of one linear layer, for shops with too little data to train one.
    static let fusion: Scorer = {
        var network = MLP(layerSizes: [FeatureSchema.count, 1], seed: 0)
        network.parameters = Array(repeating: 0, count: network.parameters.count)
        for feature in FeatureSchema.reciprocalRanks { network.parameters[feature] = 1 }
        return Scorer(network: network, scaler: .identity(count: FeatureSchema.count))
    }()

    /// Scores of rows, shape `[rows × FeatureSchema.count]` → `[rows]`; `features` has `[rows × columns.count]` scaled ones at its
    /// start afterwards.
    func score(
        scaling features: UnsafeMutableBufferPointer<Float>, into scores: UnsafeMutableBufferPointer<Float>,
        workspace: inout MLPWorkspace
    ) {
        scaler.apply(features, keeping: columns)
        for (number, part) in parts.enumerated() {
            part.predict(
                UnsafeBufferPointer(features), rows: scores.count, into: scores, accumulating: number > 0,
                workspace: &workspace)
        }
    }

    /// Scores of unscaled rows, shape `[rows × FeatureSchema.count]` → `[rows]`.
    func scores(_ features: [Float]) -> [Float] {
        var scaled = features
        var scores = [Float](repeating: 0, count: features.count / FeatureSchema.count)
        var workspace = MLPWorkspace()
        scaled.withUnsafeMutableBufferPointer { rows in
            scores.withUnsafeMutableBufferPointer { score(scaling: rows, into: $0, workspace: &workspace) }
        }
        return scores
    }
}
