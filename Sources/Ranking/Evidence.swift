public import Retrieval

/// What a part of a score comes from.
public enum Evidence: Hashable, Sendable {
    /// What a retriever, or a feature that looks at the same thing, says.
    case retriever(RetrievalSource)
    /// What the item costs, beside what the user had.
    case price
    /// What reviews make of the item.
    case opinion

    /// All kinds, in the order of the features.
    static let all: [Evidence] = RetrievalSource.allCases.map { .retriever($0) } + [.price, .opinion]

    /// Its name in output.
    public var name: String {
        switch self {
        case .retriever(let source): source.rawValue
        case .price: "price"
        case .opinion: "opinion"
        }
    }
}
