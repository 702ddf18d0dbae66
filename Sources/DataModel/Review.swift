/// The polarity of a review.
public enum Sentiment: String, Hashable, Sendable, Codable, CaseIterable {
    /// The writer is dissatisfied.
    case negative
    /// The writer is undecided.
    case neutral
    /// The writer is satisfied.
    case positive
}

/// What a customer wrote about an item.
public struct Review: Hashable, Sendable {
    /// The shop's identifier of the review; `nil` when it has none.
    public var reviewID: String?
    /// The words themselves; not empty.
    public var text: String
    /// The headline.
    public var title: String?
    /// Stars, 1 (worst) to 5 (best).
    public var rating: Double?
    /// The polarity, where somebody labelled it.
    public var label: Sentiment?
    /// Who wrote it.
    public var userID: UserID?
    /// About what.
    public var itemID: ItemID?
    /// When.
    public var timestamp: Timestamp?
    /// BCP 47 tag of the language it is written in.
    public var language: String?

    /// A review; everything but the text is optional.
    public init(
        reviewID: String? = nil, text: String, title: String? = nil, rating: Double? = nil, label: Sentiment? = nil,
        userID: UserID? = nil, itemID: ItemID? = nil, timestamp: Timestamp? = nil, language: String? = nil
    ) {
        self.reviewID = reviewID
        self.text = text
        self.title = title
        self.rating = rating
        self.label = label
        self.userID = userID
        self.itemID = itemID
        self.timestamp = timestamp
        self.language = language
    }

    /// The label, or else the polarity of the stars (1–2 negative, 3 neutral, 4–5 positive); `nil` without either.
    public var sentiment: Sentiment? {
        if let label { return label }
        guard let rating else { return nil }
        return rating < 2.5 ? .negative : rating > 3.5 ? .positive : .neutral
    }

    /// Headline and text as one string, the way every text model reads a review.
    public var fullText: String {
        guard let title, !title.isEmpty else { return text }
        return title + ". " + text
    }
}
