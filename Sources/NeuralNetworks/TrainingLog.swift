/// What happened in a training, epoch by epoch.
public struct TrainingLog: Codable, Sendable, Equatable {
    /// Mean loss over the training lists during each epoch, with dropout.
    public var trainingLosses: [Double] = []
    /// Mean loss over the validation lists after each epoch, without dropout; empty when there were none.
    public var validationLosses: [Double] = []
    /// The epoch whose weights were kept, from 0.
    public var bestEpoch: Int = 0

    /// An empty log.
    public init() {}
}
