public import FeatureExtraction

/// How a ``TextClassifier`` is trained. The defaults suit reviews and queries, from a few hundred texts to many thousand.
public struct TextClassifierSettings: Codable, Sendable, Equatable {
    /// Which n-grams are features.
    public var features: TextFeatureSettings
    /// The most columns that are kept; where a text set has more, n-grams of few texts lose theirs first.
    public var mostColumns: Int
    /// How much character n-grams may count beside words; held-out texts decide. Words say more about a review,
    /// characters about product names, misspellings and scripts without blanks.
    public var characterWeights: [Float]
    /// How much a row of evidence may count beside a labelled text; held-out texts decide, and 0 leaves evidence out.
    public var evidenceWeights: [Float]
    /// What a mistake may cost the linear machines; held-out texts decide, except where there are too many n-grams and labels
    /// to try more than the first.
    public var costs: [Float]
    /// How fast the network's linear part may learn: the first, unless one of the others does better on held-out texts. Few or
    /// clear-cut texts want more than many or contradictory ones.
    public var learningRates: [Float]
    /// Width of the embedding bag.
    public var embeddingSize: Int
    /// Width of the hidden layer.
    public var hiddenSize: Int
    /// Visits of every text, at most.
    public var epochs: Int
    /// Epochs without a better held-out loss after which training stops.
    public var patience: Int
    /// Where chance starts.
    public var seed: UInt64
    /// How many threads may work. Not encoded: it changes nothing about the result.
    public var threads: Int = 1

    private enum CodingKeys: String, CodingKey {
        case features, mostColumns, characterWeights, evidenceWeights, costs, learningRates, embeddingSize, hiddenSize,
            epochs, patience,
            seed
    }

    /// Settings; what is left out has its default.
    public init(
        features: TextFeatureSettings = TextFeatureSettings(bucketBits: 22), mostColumns: Int = 200_000,
        characterWeights: [Float] = [1, 0.5], evidenceWeights: [Float] = [0, 0.1, 0.3],
        costs: [Float] = [1, 0.3, 3, 0.1], learningRates: [Float] = [1, 3, 0.3], embeddingSize: Int = 16,
        hiddenSize: Int = 32, epochs: Int = 12, patience: Int = 3, seed: UInt64 = 0, threads: Int = 1
    ) {
        self.features = features
        self.mostColumns = mostColumns
        self.characterWeights = characterWeights
        self.evidenceWeights = evidenceWeights
        self.costs = costs
        self.learningRates = learningRates
        self.embeddingSize = embeddingSize
        self.hiddenSize = hiddenSize
        self.epochs = epochs
        self.patience = patience
        self.seed = seed
        self.threads = threads
    }

    func validate() throws(TextClassifierError) {
        try check("mostColumns", mostColumns, mostColumns >= 1, "1 or more")
        try check(
            "characterWeights", characterWeights,
            !characterWeights.isEmpty && characterWeights.allSatisfy { $0 >= 0 && $0.isFinite },
            "one or more, none below 0")
        try check(
            "evidenceWeights", evidenceWeights,
            !evidenceWeights.isEmpty && evidenceWeights.allSatisfy { $0 >= 0 && $0.isFinite },
            "one or more, none below 0")
        try check(
            "costs", costs, !costs.isEmpty && costs.allSatisfy { $0 > 0 && $0.isFinite }, "one or more, all above 0")
        try check(
            "learningRates", learningRates,
            !learningRates.isEmpty && learningRates.allSatisfy { $0 > 0 && $0.isFinite },
            "one or more, all above 0")
        try check("embeddingSize", embeddingSize, (1...256).contains(embeddingSize), "1 to 256")
        try check("hiddenSize", hiddenSize, (1...1024).contains(hiddenSize), "1 to 1024")
        try check("epochs", epochs, epochs >= 1, "1 or more")
        try check("patience", patience, patience >= 1, "1 or more")
    }

    private func check(
        _ name: String, _ value: some CustomStringConvertible, _ isAllowed: Bool, _ allowed: String
    ) throws(TextClassifierError) {
        if !isAllowed { throw .badSetting(name: name, value: value.description, allowed: allowed) }
    }
}
