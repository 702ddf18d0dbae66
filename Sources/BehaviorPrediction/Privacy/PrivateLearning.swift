import LinearAlgebra
import NeuralNetworks

/// Learns models of customers within a ``PrivacyBudget``.
struct PrivateLearning {
    let budget: PrivacyBudget
    /// How many models share the budget.
    let models: Int

    private static let steps = 200
    private static let leastRate = 0.05
    private static let leastPeople = 256.0
    // A shorter one says little of those who are unlike most, and makes probabilities too sure.
    private static let clip: Float = 8
    private static let learningRate: Float = 2e-2
    private static let l2: Float = 1e-2
    // What of ε the means of the columns may take by themselves.
    private static let shareOfMeans = 0.3

    /// - Parameters:
    ///   - table: a column for each ``CustomerFeature``, `[rows × columns]`.
    ///   - targets: yes (1) or no (0), `[rows]`.
    ///   - people: the rows of each person.
    /// - Throws: `NeuralNetworkError` for a budget that is too small for anything to be learned, or nobody to learn from.
    func model(
        _ table: Matrix, targets: [Float], people: [Range<Int>],
        noise: inout GaussianNoise<some RandomNumberGenerator>
    ) throws(NeuralNetworkError) -> TabularModel {
        guard !people.isEmpty else { throw .nothingToLearn(loss: .binaryCrossEntropy) }
        var settings = PrivateTrainingSettings()
        settings.steps = Self.steps
        settings.clip = Self.clip
        settings.learningRate = Self.learningRate
        settings.l2 = Self.l2
        settings.samplingRate = min(1, max(Self.leastRate, Self.leastPeople / Double(people.count)))
        let (forMeans, forSteps) = try multipliers(rate: settings.samplingRate)
        settings.noiseMultiplier = forSteps
        let encoder = PrivateColumns.encoder(table, people: people, noiseMultiplier: forMeans, noise: &noise)
        let inputs = encoder.outputCount
        // Hidden layers bend what noise hides: with a few thousand people, predictions are no better with them.
        let start = try MLP(layerSizes: [inputs, 1], parameters: [Float](repeating: 0, count: inputs + 1))
        let line = try PrivateTrainer(settings: settings).fit(
            start, features: encoder.encode(table), targets: targets, people: people, noise: &noise)
        return TabularModel(encoder: encoder, linear: line, network: line, linearShare: 1)
    }

    // The noise of the means and of the steps with which all models together stay within the budget.
    private func multipliers(rate: Double) throws(NeuralNetworkError) -> (means: Double, steps: Double) {
        var accountant = PrivacyAccountant()
        let means = accountant.noiseMultiplier(
            epsilon: budget.epsilon * Self.shareOfMeans, delta: budget.delta, rate: 1, steps: models)
        if let means {
            accountant.add(noiseMultiplier: means, steps: models)
            let steps = accountant.noiseMultiplier(
                epsilon: budget.epsilon, delta: budget.delta, rate: rate, steps: models * Self.steps)
            if let steps { return (means, steps) }
        }
        throw .badSetting(
            name: "epsilon", value: "\(budget.epsilon)",
            allowed: "larger: with delta \(budget.delta), no noise is enough for it")
    }
}
