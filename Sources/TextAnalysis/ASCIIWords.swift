/// The language of a text in ASCII, as most English ones are, without a string per word.
enum ASCIIWords {
    /// Whether a text has no other bytes than those of ASCII.
    static func cover(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        var seen: UInt8 = 0
        for byte in utf8 { seen |= byte }
        return seen < 0x80
    }

    /// As ``LanguageGuess/ofAnyScript(_:)`` has it, for a text of ASCII.
    static func language(of utf8: UnsafeBufferPointer<UInt8>) -> String? {
        guard utf8.prefix(LanguageGuess.mostScalars).contains(where: { ($0 | 0x20) &- 0x61 < 26 }) else { return nil }
        return table.language(hits(utf8))
    }

    // How many words each language has among the first ones.
    private static func hits(_ utf8: UnsafeBufferPointer<UInt8>) -> [Int] {
        var hits = [Int](repeating: 0, count: LanguageGuess.commonWords.count)
        var words = 0
        var position = 0
        while position < utf8.count, words < LanguageGuess.mostWords {
            var (key, length): (UInt64, UInt64) = (0, 0)
            while position < utf8.count {
                let letter = utf8[position] | 0x20
                guard letter &- 0x61 < 26 else { break }
                if length < 8 { key |= UInt64(letter) << (8 * length) }
                length += 1
                position += 1
            }
            position += 1
            guard length > 0 else { continue }
            words += 1
            guard length <= 8 else { continue }
            var languages = table.languages(of: key)
            while languages != 0 {
                hits[languages.trailingZeroBitCount] += 1
                languages &= languages &- 1
            }
        }
        return hits
    }

    private static let table = Table()

    /// Common words of up to eight letters, as the number that their bytes are, and the languages that each belongs to.
    private struct Table {
        private static let bits = 10
        private var keys = [UInt64](repeating: 0, count: 1 << bits)
        private var masks = [UInt16](repeating: 0, count: 1 << bits)

        init() {
            for (language, common) in LanguageGuess.commonWords.enumerated() {
                // A word with other letters or a longer one cannot be met here.
                for word in common.words where word.utf8.allSatisfy({ $0 < 0x80 }) && word.utf8.count <= 8 {
                    let key = word.utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                    let slot = slot(of: key)
                    keys[slot] = key
                    masks[slot] |= 1 << UInt16(language)
                }
            }
        }

        func languages(of key: UInt64) -> UInt16 { masks[slot(of: key)] }

        // The first of those with most words.
        func language(_ hits: [Int]) -> String? {
            guard let most = hits.max(), most > 0 else { return nil }
            return hits.firstIndex(of: most).map { LanguageGuess.commonWords[$0].language }
        }

        // Where the key is, or the empty place where it would be.
        private func slot(of key: UInt64) -> Int {
            var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.bits))
            while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
            return slot
        }
    }
}
