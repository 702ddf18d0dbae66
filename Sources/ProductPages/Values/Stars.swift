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
        var first: Double?
        // The number before, and what stands between it and the next.
        var last: Double?
        var between = ""
        var number = ""
        var count = 0
        var isPercentage = false
        for character in text + " " {
            if character.isNumber, character.isASCII {
                number.append(character)
                continue
            }
            if character == "." || character == ",", !number.isEmpty, !number.contains(".") {
                number.append(".")
                continue
            }
            if let value = Double(number.hasSuffix(".") ? String(number.dropLast()) : number) {
                // A second number is the scale only where a word or a sign says so.
                if let last, value >= last, scales.contains(value), scaleWords.contains(where: between.contains) {
                    return (last, value)
                }
                count += 1
                first = first ?? value
                last = value
                between = ""
            }
            if character == "%", count == 1 { isPercentage = true }
            number = ""
            between += character.lowercased()
        }
        return first.map { ($0, isPercentage ? 100 : nil) }
    }

    private static let scales: Set<Double> = [3, 4, 5, 6, 7, 10, 20, 100]

    private static let scaleWords = [
        "/", " of ", "out of", "von", "sur", " de ", " su ", " van ", " av ", " af ", " z ", " ze ", " из ", " iz ",
        "から", "中", "|",
    ]
}
