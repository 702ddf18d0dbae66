/// What a text's characters tell of its language, where nothing else does: one with kana is Japanese, one in Han characters without
/// any Chinese. Enough to tell yen from yuan.
enum WritingSystem {
    private static let longest = 4000
    private static let least = 4

    /// The language of the start of a page's texts, as a code of ISO 639-1; `nil` where several languages share the characters.
    static func language(of texts: LeafTexts) -> String? {
        texts.withStart(most: longest) { text in
            guard text.contains(where: { $0 >= 0xE0 }) else { return nil }
            var (kana, han, hangul, thai) = (0, 0, 0, 0)
            var index = 0
            while index < text.count {
                switch Letters.next(text, &index) {
                case 0x3041..<0x30FB: kana += 1
                case 0x4E00..<0xA000: han += 1
                case 0xAC00..<0xD7A4: hangul += 1
                case 0xE01..<0xE4F: thai += 1
                default: break
                }
            }
            guard max(kana + han, hangul, thai) >= least else { return nil }
            if hangul >= kana + han, hangul >= thai { return "ko" }
            if thai > kana + han { return "th" }
            // Chinese pages name a Japanese product now and then.
            return 20 * kana > han ? "ja" : "zh"
        }
    }
}
