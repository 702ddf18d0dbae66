import TextAnalysis

/// A text taken apart into words and characters, in memory that is used again for the next text.
struct NGramScratch {
    struct Word {
        var hash: UInt64
        var start: Int32
        var end: Int32
    }

    struct Character {
        /// Its normalised UTF-8, in `bytes`.
        var byteStart: Int32
        var byteEnd: Int32
        /// Where it stands in the original text.
        var start: Int32
        var end: Int32
    }

    /// Neighbouring characters across which n-grams are taken.
    struct Run {
        var characters: Range<Int>
        var isUnspaced: Bool
    }

    var tokens: [Token] = []
    private(set) var words: [Word] = []
    private(set) var characters: [Character] = []
    private(set) var runs: [Run] = []
    private(set) var bytes: [UInt8] = []
    private(set) var opening = TextOpening()

    /// Fills everything from `tokens`, the gapless segments of `utf8`.
    mutating func prepare(_ utf8: UnsafeBufferPointer<UInt8>, _ analyzer: TextAnalyzer) {
        clear()
        var emphasisEnd: Int32 = -1
        for token in tokens where token.kind != .whitespace {
            let piece = UnsafeBufferPointer(rebasing: utf8[Int(token.start)..<Int(token.end)])
            opening.pass(token, piece, words: words.count)
            add(token, piece, analyzer, emphasisEnd: &emphasisEnd)
        }
    }

    /// Forgets the last text, except for `tokens`.
    mutating func clear() {
        words.removeAll(keepingCapacity: true)
        characters.removeAll(keepingCapacity: true)
        runs.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        opening = TextOpening()
    }

    /// Adds a token that is no blank; `emphasisEnd` is where the last run of `!` and `?` ended.
    mutating func add(
        _ token: Token, _ piece: UnsafeBufferPointer<UInt8>, _ analyzer: TextAnalyzer, emphasisEnd: inout Int32
    ) {
        guard token.kind == .punctuation else {
            add(token, piece, analyzer)
            return
        }
        guard Self.isEmphasis(piece) else { return }
        // "!!!" is one word with the hash of "!" however long it is.
        if emphasisEnd == token.start, !words.isEmpty {
            words[words.count - 1].end = token.end
        } else {
            words.append(Word(hash: Self.hash(piece), start: token.start, end: token.end))
        }
        emphasisEnd = token.end
    }

    private mutating func add(_ token: Token, _ piece: UnsafeBufferPointer<UInt8>, _ analyzer: TextAnalyzer) {
        let isUnspaced =
            token.kind == .ideographic || token.kind == .kana || (token.kind == .word && Self.isUnspacedScript(piece))
        let first = characters.count
        let isSign = token.kind == .symbol || token.kind == .emoji
        if !isUnspaced, !isSign { addBorder(at: token.start) }
        let byteStart = bytes.count
        analyzer.appendNormalized(piece, to: &bytes)
        let hash = bytes.withUnsafeBufferPointer { Self.hash(UnsafeBufferPointer(rebasing: $0[byteStart...])) }
        words.append(Word(hash: hash, start: token.start, end: token.end))
        if isSign { return }
        addCharacters(from: byteStart, of: token)
        if !isUnspaced { addBorder(at: token.end) }
        if isUnspaced, let last = runs.last, last.isUnspaced, last.characters.upperBound == first,
            first > 0, characters[first - 1].end == token.start
        {
            runs[runs.count - 1].characters = last.characters.lowerBound..<characters.count
        } else {
            runs.append(Run(characters: first..<characters.count, isUnspaced: isUnspaced))
        }
    }

    private mutating func addCharacters(from byteStart: Int, of token: Token) {
        // Where normalisation kept every byte's place, a character stands where its bytes stand; elsewhere it is only
        // known to stand somewhere in its token.
        let keepsPlaces = bytes.count - byteStart == Int(token.end - token.start)
        var position = byteStart
        while position < bytes.count {
            var end = position + 1
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            characters.append(
                Character(
                    byteStart: Int32(position), byteEnd: Int32(end),
                    start: keepsPlaces ? token.start + Int32(position - byteStart) : token.start,
                    end: keepsPlaces ? token.start + Int32(end - byteStart) : token.end))
            position = end
        }
    }

    // A blank stands for the border of a word.
    private mutating func addBorder(at offset: Int32) {
        bytes.append(0x20)
        characters.append(
            Character(byteStart: Int32(bytes.count - 1), byteEnd: Int32(bytes.count), start: offset, end: offset))
    }

    private static func isEmphasis(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        if piece.count == 1 { return piece[0] == 0x21 || piece[0] == 0x3F }
        // The full-width forms U+FF01 and U+FF1F.
        return piece.count == 3 && piece[0] == 0xEF && piece[1] == 0xBC && (piece[2] == 0x81 || piece[2] == 0x9F)
    }

    // U+0E00–U+0EFF (Thai, Lao), U+1000–U+109F (Burmese), U+1780–U+17FF (Khmer), by their first bytes.
    private static func isUnspacedScript(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        guard piece.count >= 3 else { return false }
        switch (piece[0], piece[1]) {
        case (0xE0, 0xB8...0xBB), (0xE1, 0x80...0x82), (0xE1, 0x9E...0x9F): return true
        default: return false
        }
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var state = FrozenHash.word
        for byte in bytes { state = FrozenHash.adding(byte, to: state) }
        return state
    }
}
