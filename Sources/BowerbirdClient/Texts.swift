/// The polarity of a text.
public struct Sentiment: Decodable, Sendable, Equatable {
    /// The text.
    public let text: String
    /// negative, neutral or positive.
    public let label: String
    /// How likely the label is, in [0, 1].
    public let probability: Double
    /// How likely each label is.
    public let probabilities: [String: Double]
    /// How many stars its writer gives, where the shop has learned that.
    public let stars: Stars?
    /// BCP 47 tag of the language, where it could be told.
    public let language: String?
    /// What each word adds, where that was asked for.
    public let contributions: [Contribution]?
    /// Without which words the label would be another, where reasons were asked for.
    public let changes: [LabelChange]?
}

/// Words without which a text would have another label.
public struct LabelChange: Decodable, Sendable, Equatable {
    /// The words that are left out.
    public let without: [String]
    /// The label without them.
    public let label: String
    /// How likely it is, in [0, 1].
    public let probability: Double
}

/// How many stars the writer of a text gives.
public struct Stars: Decodable, Sendable, Equatable {
    /// The mean of the distribution.
    public let expected: Double
    /// Its median.
    public let median: Double
    /// The level that agrees best with those of people.
    public let rounded: Double
    /// How likely each level is.
    public let probabilities: [String: Double]
}

/// What a word adds.
public struct Contribution: Decodable, Sendable, Equatable {
    /// The word as it was read.
    public let token: String
    /// Where it begins in the UTF-8 text, in bytes.
    public let start: Int
    /// Where it ends, in bytes.
    public let end: Int
    /// By how much it moves the logit.
    public let weight: Double
}

struct Sentiments: Decodable {
    let results: [Sentiment]
}

struct SentimentQuestion: Encodable {
    var text: String?
    var texts: [String]?
    let explain: Bool
}

/// The categories that a query may belong to.
public struct Categories: Decodable, Sendable, Equatable {
    /// The query.
    public let query: String
    /// The categories, likeliest first.
    public let categories: [CategoryProbability]
    /// What each word adds to the first of them, where that was asked for.
    public let contributions: [Contribution]?
    /// Without which words the first would be another, where reasons were asked for.
    public let changes: [CategoryChange]?
    /// Stored queries that are most like it, where reasons were asked for with a key that may do everything.
    public let nearest: [NearestQuery]?
}

/// A stored query that is like the one that was asked for.
public struct NearestQuery: Decodable, Sendable, Equatable {
    /// The query.
    public let query: String
    /// Its category.
    public let category: String
    /// How much it is like the other, in [0, 1].
    public let similarity: Double
}

/// Words without which a query would have another category.
public struct CategoryChange: Decodable, Sendable, Equatable {
    /// The words that are left out.
    public let without: [String]
    /// The category without them.
    public let category: String
    /// How likely it is, in [0, 1].
    public let probability: Double
}

/// A category and how likely it is.
public struct CategoryProbability: Decodable, Sendable, Equatable {
    /// The category.
    public let category: String
    /// In [0, 1].
    public let probability: Double
}
