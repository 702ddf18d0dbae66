import LinearAlgebra

/// Reviews made of words with a known polarity, so that tests know what a classifier must find.
enum PlantedTexts {
    private static let good = ["light", "dry", "warm", "comfortable", "strong", "轻便", "満足"]
    private static let bad = ["leaks", "broken", "heavy", "itchy", "late", "漏水", "不満"]
    private static let plain = ["tent", "it", "the", "for", "trip", "weekend", "bag", "we", "took", "商品"]

    /// `count` texts with their labels, the same for the same seed.
    static func reviews(_ count: Int, seed: UInt64 = 1) -> (texts: [String], labels: [String]) {
        var generator = SeededGenerator(seed: seed)
        func pick(_ words: [String]) -> String { words[Int(generator.next() % UInt64(words.count))] }
        var texts: [String] = []
        var labels: [String] = []
        for number in 0..<count {
            let isGood = number % 2 == 0
            let words = [pick(plain), pick(plain), pick(isGood ? good : bad), pick(plain), pick(plain)]
            texts.append(words.joined(separator: " "))
            labels.append(isGood ? "positive" : "negative")
        }
        return (texts, labels)
    }
}
