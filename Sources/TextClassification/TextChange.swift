/// What would have changed an answer: without these words, the text had another label.
public struct TextChange: Sendable, Equatable {
    /// The words that are left out, in the order of the text.
    public let without: [String]
    /// The label without them.
    public let label: String
    /// Its calibrated probability, in [0, 1].
    public let probability: Float
}

extension TextClassifier {
    // Words that say least are not tried, so that long texts take no longer than others.
    private static let mostTried = 64

    /// The words that an answer hangs on.
    ///
    /// Each word that speaks for the label is left out alone; those without which another label is more probable are told,
    /// the surest change first. If there is none, words are left out together, those with most weight first, until the
    /// label is another.
    /// - Parameter explanation: what ``explain(_:label:)`` says of `text` and its most probable label.
    /// - Returns: at most `most` changes; none where no words decide.
    public func changes(of text: String, _ explanation: Explanation, most: Int = 3) -> [TextChange] {
        let bytes = Array(text.utf8)
        let speaking = explanation.contributions.filter { $0.weight > 0 }.sorted {
            ($1.weight, $0.start) < ($0.weight, $1.start)
        }.prefix(Self.mostTried)
        func change(without words: [Explanation.Contribution]) -> TextChange? {
            let words = words.sorted { $0.start < $1.start }
            let probabilities = predict([Self.text(bytes, without: words)])[0]
            let best = probabilities.indices.max { (probabilities[$0], $1) < (probabilities[$1], $0) } ?? 0
            guard labels[best] != explanation.label else { return nil }
            return TextChange(
                without: words.map(\.token), label: labels[best], probability: probabilities[best])
        }
        let single = speaking.compactMap { change(without: [$0]) }
        if !single.isEmpty {
            let order = single.indices.sorted { (single[$1].probability, $0) < (single[$0].probability, $1) }
            return order.prefix(most).map { single[$0] }
        }
        for count in speaking.indices.dropFirst() {
            if let together = change(without: Array(speaking[...count])) { return [together] }
        }
        return []
    }

    private static func text(_ bytes: [UInt8], without words: [Explanation.Contribution]) -> String {
        var kept: [UInt8] = []
        var position = 0
        for word in words where word.start >= position {
            kept += bytes[position..<word.start]
            position = word.end
        }
        return String(decoding: kept + bytes[position...], as: UTF8.self)
    }
}
