/// Ratings on their own scales.
enum Stars {
    /// A rating brought to 1 to 5: `bestRating` and `worstRating` say where it comes from (5 and 1 unless written).
    static func rating(_ item: SchemaItem) -> Double? {
        func number(_ name: String) -> Double? {
            item.text(name).flatMap { Money($0, isMachineReadable: true)?.amount }
        }
        guard let value = number("ratingValue") else { return nil }
        let best = number("bestRating") ?? (value > 10 ? 100 : value > 5 ? 10 : 5)
        let worst = number("worstRating") ?? min(1, best)
        guard best > worst, value >= min(worst, 0), value <= best else { return nil }
        if best == 5, worst <= 1 { return value }
        return 1 + 4 * max(0, value - worst) / (best - worst)
    }
}
