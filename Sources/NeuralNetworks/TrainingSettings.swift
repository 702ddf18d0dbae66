/// How an ``MLPTrainer`` goes about it. The defaults suit the ranking scorer.
public struct TrainingSettings: Codable, Sendable, Equatable {
    /// What to make small.
    public var loss: Loss
    /// How often every list is seen, at most.
    public var epochs: Int
    /// Lists in one step of the optimiser.
    public var listsPerBatch: Int
    /// Adam's step at the start; it falls linearly to 0 at the end of the last epoch.
    public var learningRate: Float
    /// Weight decay: `l2 · weight` is added to each weight's gradient (not to the biases').
    public var l2: Float
    /// The share of hidden units switched off in each step, in [0, 1).
    public var dropout: Float
    /// For ``Loss/listwiseSoftmax``: how many of a list's other rows to draw, anew in each epoch; `nil` takes all.
    public var negativesPerList: Int?
    /// Stop after this many epochs without a better validation loss; `nil` never stops early. Whether it stops or not,
    /// the weights of the best epoch are kept when there is a validation set.
    public var patience: Int?
    /// Where chance starts.
    public var seed: UInt64
    /// How many threads may work. Not encoded: it changes nothing about the result.
    public var threads: Int = 1

    private enum CodingKeys: String, CodingKey {
        case loss, epochs, listsPerBatch, learningRate, l2, dropout, negativesPerList, patience, seed
    }

    /// Settings; what is left out has the value that suits the ranking scorer.
    public init(
        loss: Loss = .listwiseSoftmax, epochs: Int = 6, listsPerBatch: Int = 128, learningRate: Float = 2e-3,
        l2: Float = 1e-5, dropout: Float = 0.1, negativesPerList: Int? = 50, patience: Int? = nil, seed: UInt64 = 0,
        threads: Int = 1
    ) {
        self.loss = loss
        self.epochs = epochs
        self.listsPerBatch = listsPerBatch
        self.learningRate = learningRate
        self.l2 = l2
        self.dropout = dropout
        self.negativesPerList = negativesPerList
        self.patience = patience
        self.seed = seed
        self.threads = threads
    }

    func validate() throws(NeuralNetworkError) {
        try NeuralNetworkError.check("epochs", epochs, epochs >= 1, "1 or more")
        try NeuralNetworkError.check("listsPerBatch", listsPerBatch, listsPerBatch >= 1, "1 or more")
        try NeuralNetworkError.check("learningRate", learningRate, learningRate > 0 && learningRate.isFinite, "above 0")
        try NeuralNetworkError.check("l2", l2, l2 >= 0 && l2.isFinite, "0 or more")
        try NeuralNetworkError.check("dropout", dropout, dropout >= 0 && dropout < 1, "at least 0 and below 1")
        try NeuralNetworkError.check(
            "negativesPerList", negativesPerList ?? 1, negativesPerList ?? 1 >= 1, "1 or more, or nil for all")
        try NeuralNetworkError.check("patience", patience ?? 1, patience ?? 1 >= 1, "1 or more, or nil for never")
    }
}
