/// Brands as people name them.
enum BrandName {
    /// A brand without the label that some shops' markup puts in front of it: "More articles of the brand: Bosch".
    static func cleaned(_ text: String?) -> String? {
        guard let text = Whitespace.meaningful(text) else { return nil }
        let (bytes, blank) = (text.utf8, UInt8(ascii: " "))
        guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")),
            let wordLast = bytes[..<colon].lastIndex(where: { $0 != blank })
        else { return text }
        let wordStart = bytes[..<wordLast].lastIndex(of: blank).map { bytes.index(after: $0) } ?? bytes.startIndex
        guard VisibleLabels.isBrandLabel(String(text[wordStart..<bytes.index(after: wordLast)])),
            let name = Whitespace.meaningful(String(text[text.index(after: colon)...]))
        else { return text }
        return name
    }
}
