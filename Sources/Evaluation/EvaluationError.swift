/// Why an evaluation cannot be carried out.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text names no split.
    case unknownSplit(String)
    /// The split leaves no user to test.
    case nothingToTest(String)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .unknownSplit(let text):
            "'\(text)' is not a split: use last-one, time:0.8 or random:0.8 (the share of rows that trains, between 0 and 1)"
        case .nothingToTest(let reason):
            "there is nothing to test: \(reason)"
        }
    }
}
