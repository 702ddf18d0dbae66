import TextAnalysis

/// Finds out, token by token, how many of a text's words are its opening: its first sentence.
struct TextOpening {
    private var wordCount: Int?
    private var hasBegun = false

    /// Looks at a token that is no blank before it is counted as a word; `words` is how many there are by now.
    @inline(__always)
    mutating func pass(_ token: Token, _ piece: UnsafeBufferPointer<UInt8>, words: Int) {
        guard token.kind == .punctuation else {
            hasBegun = true
            return
        }
        if wordCount == nil, hasBegun, Self.endsSentence(piece) { wordCount = words }
    }

    /// How many words the opening has in a text of `words`, at most `limit`.
    func count(of words: Int, limit: Int) -> Int { min(wordCount ?? words, limit) }

    private static func endsSentence(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        switch piece.count {
        case 1: piece[0] == 0x2E || piece[0] == 0x21 || piece[0] == 0x3F
        // U+2026 …, U+3002 。, U+FF01 ！ and U+FF1F ？
        case 3:
            switch (piece[0], piece[1], piece[2]) {
            case (0xE2, 0x80, 0xA6), (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): true
            default: false
            }
        default: false
        }
    }
}
