/// What a ``TextClassifier`` is besides its tensors.
public struct TextClassifierMetadata: Codable, Sendable, Equatable {
    /// The labels, sorted.
    public var labels: [String]
    /// How it was trained.
    public var settings: TextClassifierSettings
    /// What logits are divided by before they become probabilities.
    public var temperature: Float
    /// How many texts the TF-IDF weights were fitted to.
    public var documentCount: Int
}
