import CICU
import Synchronization

/// ICU's compiled word rules of one language, and what they need to know of every character.
///
/// Built once for each language and then shared by all analyzers of the process.
struct WordTable: @unchecked Sendable {
    // Unchecked: it points to memory that is never written again and never freed.
    let states: UnsafePointer<UInt16>?
    let startState: Int
    let blocks: UnsafePointer<UInt16>
    let characters: UnsafePointer<UInt32>

    private static let opened = Mutex<[String: WordTable]>([:])

    /// The table of a language, or `nil` when there is no memory for it.
    static func of(language: String) -> WordTable? {
        opened.withLock { opened in
            if let table = opened[language] { return table }
            var table = cicu_word_table()
            guard cicu_word_table_open(language, &table) == 0 else { return nil }
            let result = WordTable(
                states: table.states, startState: Int(table.start_state), blocks: table.blocks,
                characters: table.characters)
            opened[language] = result
            return result
        }
    }

    /// What is known of a code point.
    @inline(__always)
    func entry(_ codePoint: UInt32) -> CharacterEntry {
        CharacterEntry(bits: characters[Int(blocks[Int(codePoint >> 6)]) << 6 | Int(codePoint & 63)])
    }
}

/// What is known of a character, in one word.
struct CharacterEntry {
    var bits: UInt32

    /// Its column in a row of ``WordTable/states``.
    @inline(__always)
    var column: Int { Int(bits & UInt32(CICU_COLUMN_MASK)) }

    /// The kind of a segment that starts with it and is no word.
    @inline(__always)
    var kind: TokenKind {
        TokenKind(rawValue: UInt8(truncatingIfNeeded: (bits & UInt32(CICU_KIND_MASK)) >> UInt32(CICU_KIND_SHIFT)))
            ?? .punctuation
    }

    @inline(__always)
    var script: Script { Script(number: UInt8(truncatingIfNeeded: bits >> UInt32(CICU_SCRIPT_SHIFT))) }
    @inline(__always)
    var isLetter: Bool { bits & UInt32(CICU_LETTER) != 0 }
    @inline(__always)
    var isDigit: Bool { bits & UInt32(CICU_DIGIT) != 0 }
    @inline(__always)
    var isWordSign: Bool { bits & UInt32(CICU_WORD_SIGN) != 0 }
    @inline(__always)
    var isKana: Bool { bits & UInt32(CICU_IS_KANA) != 0 }
}
