/// What a training of a ``TextClassifier`` found out.
public struct TextClassifierReport: Codable, Sendable, Equatable {
    /// Texts learned from.
    public var textCount = 0
    /// Texts of each label, in the order of the classifier's labels.
    public var labelCounts: [Int] = []
    /// N-grams that have a column.
    public var columnCount = 0
    /// How much character n-grams count beside words, as chosen.
    public var characterWeight: Float = 1
    /// How fast the linear part learned, as chosen.
    public var learningRate: Float = 1
    /// Visits of every text in the final training.
    public var epochs = 0
    /// Texts that were held out while the epochs and the temperature were found; each counts once.
    public var heldOutCount = 0
    /// Held-out −ln p(true label) after each epoch, in nats, at the epoch's best temperature.
    public var heldOutLosses: [Double] = []
    /// The share of held-out texts whose most probable label is the true one, in [0, 1].
    public var heldOutAccuracy = 0.0
    /// Expected calibration error on the held-out texts before the temperature, in [0, 1].
    public var calibrationErrorBefore = 0.0
    /// Expected calibration error on the held-out texts after the temperature, in [0, 1].
    public var calibrationErrorAfter = 0.0
    /// What all logits are divided by before they become probabilities.
    public var temperature: Float = 1
    /// What a reader should know, in plain words.
    public var notes: [String] = []

    /// An empty report.
    public init() {}
}
