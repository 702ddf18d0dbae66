/// Why no product can be read from a page.
public enum ProductPageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The page is larger than what is read.
    case tooLarge(limit: Int)
    /// The page has no bytes.
    case empty
    /// The page has no markup, or is no text at all.
    case notHTML
    /// Nothing on the page says what is sold here.
    case noProduct(reason: String)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .tooLarge(let limit):
            "the page has more than \(limit) bytes; save it without embedded pictures and data"
        case .empty: "the page is empty"
        case .notHTML: "this is not HTML"
        case .noProduct(let reason): "this is no product page: \(reason)"
        }
    }
}
