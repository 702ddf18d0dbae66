/// A range of n-gram lengths, both ends included.
public struct NGramRange: Codable, Sendable, Equatable {
    /// The shortest n-gram.
    public var lower: Int
    /// The longest n-gram.
    public var upper: Int

    /// Lengths `lower` to `upper`; at least 1, and not the wrong way round.
    public init(_ lower: Int, _ upper: Int) {
        precondition(lower >= 1 && upper >= lower, "n-gram lengths \(lower) to \(upper)")
        self.lower = lower
        self.upper = upper
    }
}

/// Which n-grams of a text become features, and into how many buckets they are hashed.
public struct TextFeatureSettings: Codable, Sendable, Equatable {
    /// There are 2^bucketBits buckets; word n-grams hash into the lower half, character n-grams into the upper.
    public var bucketBits: Int
    /// Lengths of word n-grams; `nil` for none.
    public var wordNGrams: NGramRange?
    /// Lengths of character n-grams; `nil` for none.
    public var characterNGrams: NGramRange?
    /// Whether a term frequency counts as 1 + ln tf instead of tf.
    public var sublinearTF: Bool
    /// How many words at most of a text's opening, which is its first sentence, give word n-grams of their own beside those
    /// that they give as words of the text; `nil` for none. A review's headline, or else its first sentence, sums it up.
    public var openingWords: Int?

    /// Word n-grams of 1–2, character n-grams of 1–5, 2²⁰ buckets, no opening, unless said otherwise.
    public init(
        bucketBits: Int = 20, wordNGrams: NGramRange? = NGramRange(1, 2),
        characterNGrams: NGramRange? = NGramRange(1, 5), sublinearTF: Bool = true,
        openingWords: Int? = nil
    ) {
        precondition((2...30).contains(bucketBits), "\(bucketBits) bucket bits")
        self.bucketBits = bucketBits
        self.wordNGrams = wordNGrams
        self.characterNGrams = characterNGrams
        self.sublinearTF = sublinearTF
        self.openingWords = openingWords
    }

    /// How many buckets there are.
    public var bucketCount: Int { 1 << bucketBits }
}
