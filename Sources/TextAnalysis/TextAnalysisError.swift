/// Why text cannot be analysed.
public enum TextAnalysisError: Error, Equatable, Sendable, CustomStringConvertible {
    /// ICU finds no rules for words, which means that its data files are missing.
    case noWordRules(language: String)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .noWordRules(let language):
            "ICU has no word rules for '\(language)': its data is missing; install the package libicu72 (or newer)"
        }
    }
}
