/// Something that the reviews of an item praise or complain about.
public struct Aspect: Sendable, Equatable {
    /// A sentence that speaks of it.
    public struct Example: Sendable, Equatable {
        /// The sentence as it was written.
        public let sentence: String
        /// Which review it is from: the shop's identifier, or `nil` where it has none.
        public let reviewID: String?
        /// How far the clause around the term is for (above 0) or against it, in nats: the log-odds of positive against
        /// negative, less those of an empty text.
        public let opinion: Float
    }

    /// The word or pair of words, as most reviews write it.
    public let term: String
    /// How many reviews of the item speak of it.
    public let reviewCount: Int
    /// How many of those praise it.
    public let positive: Int
    /// How many of those complain about it.
    public let negative: Int
    /// The clearest sentences of praise and of complaint, the clearest first of each.
    public let examples: [Example]

    /// How many reviews speak of it without an opinion.
    public var neutral: Int { reviewCount - positive - negative }
}

/// A review as ``AspectMiner`` reads it.
public struct AspectSource: Sendable {
    /// The shop's identifier of the review.
    public var reviewID: String?
    /// What it says.
    public var text: String

    /// A review.
    public init(reviewID: String? = nil, text: String) {
        self.reviewID = reviewID
        self.text = text
    }
}
