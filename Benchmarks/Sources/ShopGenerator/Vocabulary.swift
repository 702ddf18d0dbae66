import LinearAlgebra

/// Words of a language that does not exist: pronounceable, and never a brand or a person.
struct Vocabulary {
    private static let onsets = [
        "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "tr", "st",
    ]
    private static let vowels = ["a", "e", "i", "o", "u", "ai", "ou"]
    private static let endings = ["", "", "n", "r", "l", "s", "k"]

    private var generator: SeededGenerator
    private var used: Set<String> = []

    init(seed: UInt64) { generator = SeededGenerator(seed: seed, stream: 1) }

    /// A word of at least `syllables` syllables that was not given before.
    mutating func word(syllables: Int) -> String {
        var length = syllables
        while true {
            var word = ""
            for _ in 0..<length {
                word +=
                    Self.onsets[generator.below(Self.onsets.count)] + Self.vowels[generator.below(Self.vowels.count)]
            }
            word += Self.endings[generator.below(Self.endings.count)]
            if used.insert(word).inserted { return word }
            // Short words run out in a large shop.
            length += 1
        }
    }

    mutating func words(_ count: Int, syllables: Int) -> [String] {
        (0..<count).map { _ in word(syllables: syllables) }
    }
}
