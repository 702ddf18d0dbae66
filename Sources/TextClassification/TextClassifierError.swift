/// Why a ``TextClassifier`` cannot be trained or restored.
public enum TextClassifierError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no text to learn from.
    case noTexts
    /// There are more or fewer labels than texts.
    case labelCount(texts: Int, labels: Int)
    /// A setting outside its range.
    case badSetting(name: String, value: String, allowed: String)
    /// A tensor that is missing or does not fit the others.
    case badTensor(name: String, reason: String)

    /// What is wrong, and how to mend it.
    public var description: String {
        switch self {
        case .noTexts:
            "there are no labelled texts to learn from; import some first"
        case .labelCount(let texts, let labels):
            "\(texts) texts come with \(labels) labels; pass one label for each text"
        case .badSetting(let name, let value, let allowed):
            "\(name) is \(value); it must be \(allowed)"
        case .badTensor(let name, let reason):
            "the tensor \(name) \(reason); the model file does not belong to this classifier, train anew"
        }
    }
}
