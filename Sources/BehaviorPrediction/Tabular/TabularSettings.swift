public import NeuralNetworks

/// How a ``TabularModel`` is built and trained.
public struct TabularSettings: Codable, Sendable, Equatable {
    /// What to make small.
    public var loss: Loss
    /// Widths of the hidden layers.
    public var hidden: [Int] = [64, 32]
    /// How many networks are averaged.
    ///
    /// Without any, the linear part stands alone.
    public var networks = 4
    /// Steps of the optimiser that are wanted: rows are seen as often as that takes, within ``epochs``.
    public var steps = 1_500
    /// How often each row is seen, at least and at most.
    public var epochs = 3...8
    /// Rows in one step of the optimiser.
    public var rowsPerBatch = 64
    /// Adam's step at the start.
    public var learningRate: Float = 1e-3
    /// Weight decay of the networks.
    public var l2: Float = 3e-3
    /// The share of hidden units switched off in each step.
    public var dropout: Float = 0.2
    /// Weight decay of the linear part.
    public var linearL2: Float = 1e-2
    /// What the linear part counts for in the mean, in [0, 1].
    public var linearShare: Float = 0.3
    /// Quantiles each column is laid out between; 0 for none.
    public var knots = 5
    /// What is done with gaps, scales and outliers.
    public var preprocessing = Preprocessing()
    /// Where chance starts.
    public var seed: UInt64 = 0

    // A few rows are seen more often than that, or nothing would be learned from them.
    private static let leastSteps = 400
    private static let mostEpochs = 60

    /// Settings that suit a few thousand rows.
    public init(loss: Loss = .binaryCrossEntropy, seed: UInt64 = 0) {
        self.loss = loss
        self.seed = seed
    }

    /// How often each of `rows` rows is seen.
    func epochs(rows: Int) -> Int {
        let batches = max((rows + rowsPerBatch - 1) / rowsPerBatch, 1)
        let wanted = min(max((steps + batches - 1) / batches, epochs.lowerBound), epochs.upperBound)
        return max(wanted, min((Self.leastSteps + batches - 1) / batches, Self.mostEpochs))
    }

    /// A linear model and nothing else: what others are measured against.
    public static func linear(seed: UInt64) -> TabularSettings {
        var settings = TabularSettings(seed: seed)
        settings.networks = 0
        settings.knots = 0
        settings.epochs = 20...20
        settings.linearL2 = 1e-3
        return settings
    }
}
