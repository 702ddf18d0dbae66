/// How a ``PrivateTrainer`` goes about it.
public struct PrivateTrainingSettings: Sendable, Equatable {
    /// What to make small; not one of lists, whose rows are not one person's alone.
    public var loss = Loss.binaryCrossEntropy
    /// Steps of the optimiser.
    public var steps = 400
    /// The chance of each person to be in a step, in (0, 1].
    public var samplingRate = 0.1
    /// What a person's gradient is shortened to where it is longer.
    public var clip: Float = 1
    /// The deviation of the noise, in multiples of ``clip``.
    public var noiseMultiplier = 1.0
    /// Weight decay: `l2 · weight` is added to each weight's gradient (not to the biases').
    public var l2: Float = 0
    /// Adam's step.
    public var learningRate: Float = 1e-2

    /// Settings that suit a few thousand people.
    public init() {}

    func validate() throws(NeuralNetworkError) {
        try NeuralNetworkError.check("loss", loss.rawValue, !loss.isListwise, "one of rows that are judged one by one")
        try NeuralNetworkError.check("steps", steps, steps >= 1, "1 or more")
        try NeuralNetworkError.check(
            "samplingRate", samplingRate, samplingRate > 0 && samplingRate <= 1, "above 0 and at most 1")
        try NeuralNetworkError.check("clip", clip, clip > 0 && clip.isFinite, "above 0")
        try NeuralNetworkError.check(
            "noiseMultiplier", noiseMultiplier, noiseMultiplier > 0 && noiseMultiplier.isFinite, "above 0")
        try NeuralNetworkError.check("l2", l2, l2 >= 0 && l2.isFinite, "0 or more")
        try NeuralNetworkError.check("learningRate", learningRate, learningRate > 0 && learningRate.isFinite, "above 0")
    }
}
