/// Ratings on their own scales.
enum Stars {
    /// A rating brought to 1 to 5: `bestRating` and `worstRating` say where it comes from (5 and 1 unless written).
    static func rating(_ item: SchemaItem) -> Double? {
        func number(_ name: String) -> Double? { item.text(name).flatMap { shown($0)?.value } }
        guard let text = item.text("ratingValue"), let shown = shown(text) else { return nil }
        return scaled(shown.value, best: number("bestRating") ?? shown.best, worst: number("worstRating"))
    }

    /// A rating brought to 1 to 5.
    static func scaled(_ value: Double, best: Double?, worst: Double? = nil) -> Double? {
        let best = best ?? (value > 10 ? 100 : value > 5 ? 10 : 5)
        let worst = worst ?? min(1, best)
        guard best > worst, value >= min(worst, 0), value <= best else { return nil }
        if best == 5, worst <= 1 { return value }
        return 1 + 4 * max(0, value - worst) / (best - worst)
    }

    /// What a text such as "4,6", "4.8 out of 5", "12 reviews, 4 of 5" or "92 %" shows: the rating, and the best there is where
    /// it says so.
    static func shown(_ text: String) -> (value: Double, best: Double?)? {
        var text = text
        return text.withUTF8 { shown($0) }
    }

    /// As for a string; `text` is what it consists of.
    static func shown(_ text: UnsafeBufferPointer<UInt8>) -> (value: Double, best: Double?)? {
        var first: Double?
        // The number before, and where it ends.
        var last: Double?
        var lastEnd = 0
        var count = 0
        var isPercentage = false
        var index = 0
        while index < text.count {
            guard text[index].isASCIIDigit else {
                if text[index] == UInt8(ascii: "%"), count == 1 { isPercentage = true }
                index += 1
                continue
            }
            let start = index
            let value = number(text, &index)
            // A second number is the scale only where a word or a sign says so.
            if let last, value >= last, scales.contains(value),
                isScale(UnsafeBufferPointer(rebasing: text[lastEnd..<start]))
            {
                return (last, value)
            }
            count += 1
            first = first ?? value
            last = value
            lastEnd = index
        }
        return first.map { ($0, isPercentage ? 100 : nil) }
    }

    // The number that starts at `index`, which moves behind it; a comma is a decimal point.
    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Double {
        var digits = 0.0
        var scale = 1.0
        var hasPoint = false
        while index < text.count {
            let byte = text[index]
            if byte.isASCIIDigit {
                digits = digits * 10 + Double(byte - UInt8(ascii: "0"))
                if hasPoint { scale *= 10 }
            } else if !hasPoint, byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
                hasPoint = true
            } else {
                break
            }
            index += 1
        }
        return digits / scale
    }

    private static let scales: [Double] = [3, 4, 5, 6, 7, 10, 20, 100]

    private static func isScale(_ between: UnsafeBufferPointer<UInt8>) -> Bool {
        var isFound = false
        Letters.lowercased(between).withUnsafeBufferPointer { scaleWords.forEachMatch(in: $0) { _ in isFound = true } }
        return isFound
    }

    private static let scaleWords = PhraseTable<Bool>(
        [
            "/", " of ", "out of", "von", "sur", " de ", " su ", " van ", " av ", " af ", " z ", " ze ", " из ", " iz ",
            "から", "中", "|",
        ].map { (phrase: $0, value: true, isWord: false) })
}
