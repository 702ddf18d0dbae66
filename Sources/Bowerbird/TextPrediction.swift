public import TextClassification

/// What a text classifier says of a text.
public struct TextPrediction: Sendable, Equatable {
    /// Labels with their calibrated probabilities in [0, 1], most probable first; they sum to 1.
    public let probabilities: [LabelProbability]
    /// BCP 47 tag of the language the text seems to be written in.
    public let language: String?
    /// Why, for the most probable label; `nil` unless asked for.
    public let explanation: Explanation?
    /// Without which words the label would be another; empty unless an explanation was asked for, and where no words decide.
    public let changes: [TextChange]
    /// How many stars the writer of a review gives; `nil` for queries, and where the model has not learned it.
    public internal(set) var stars: StarPrediction?

    /// The most probable label.
    public var label: String { probabilities[0].label }
    /// Its probability in [0, 1].
    public var probability: Float { probabilities[0].probability }
}

/// A label and how probable it is.
public struct LabelProbability: Sendable, Equatable {
    /// The label.
    public let label: String
    /// Its calibrated probability in [0, 1].
    public let probability: Float
}
