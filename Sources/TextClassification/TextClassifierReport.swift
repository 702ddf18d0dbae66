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
    /// How much evidence counted beside labelled texts, as chosen; 0 without any.
    public var evidenceWeight: Float = 0
    /// What a mistake cost the linear machines, as chosen.
    public var cost: Float = 1
    /// How fast the network's linear part learned, as chosen.
    public var learningRate: Float = 1
    /// Visits of every text in the final training.
    public var epochs = 0
    /// Texts that were held out while the epochs and the temperature were found; each counts once.
    public var heldOutCount = 0
    /// What the network's logits were multiplied by before they were added to those of the linear machines.
    public var networkShare: Float = 1
    /// What the margins of the linear machines were multiplied by.
    public var linearShare: Float = 1
    /// Held-out −ln p(true label) of network and machines together, in nats.
    public var heldOutLoss = 0.0
    /// Held-out −ln p(true label) of the network after each epoch, in nats, at the epoch's best temperature.
    public var heldOutLosses: [Double] = []
    /// The share of held-out texts whose most probable label is the true one, in [0, 1].
    public var heldOutAccuracy = 0.0
    /// Expected calibration error of the network alone on the held-out texts, in [0, 1].
    public var calibrationErrorBefore = 0.0
    /// Expected calibration error of network and machines together on the held-out texts, in [0, 1].
    public var calibrationErrorAfter = 0.0
    /// What a reader should know, in plain words.
    public var notes: [String] = []

    /// An empty report.
    public init() {}
}
