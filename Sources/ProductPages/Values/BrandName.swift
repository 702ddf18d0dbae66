/// Brands as people name them.
enum BrandName {
    /// A brand without the label that some shops' markup puts in front of it: "More articles of the brand: Bosch".
    static func cleaned(_ text: String?) -> String? {
        guard let text = Whitespace.meaningful(text) else { return nil }
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")),
            let word = text[..<colon].split(separator: " ").last,
            VisibleLabels.isBrandLabel(String(word)),
            let name = Whitespace.meaningful(String(text[text.index(after: colon)...]))
        else { return text }
        return name
    }
}
