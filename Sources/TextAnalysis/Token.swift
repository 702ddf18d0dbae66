/// What a token is made of.
public enum TokenKind: UInt8, Sendable, CaseIterable {
    /// Letters, perhaps with digits or an apostrophe inside.
    case word
    /// Digits, perhaps with separators inside.
    case number
    /// Hiragana or katakana alone.
    case kana
    /// Han characters, perhaps with kana that the dictionary joins to them.
    case ideographic
    /// Currency and other signs that are no emoji.
    case symbol
    /// Punctuation and whatever else stands between words.
    case punctuation
    /// Blanks, line ends, control characters.
    case whitespace
    /// Emoji, sequences of them and flags.
    case emoji

    /// The kind in lower case, as it is printed.
    public var name: String { "\(self)" }
}

/// A piece of a text between two word boundaries of Unicode's UAX #29.
public struct Token: Sendable, Equatable {
    /// Where it starts, in bytes from the start of the UTF-8 text as it was given.
    public var start: Int32
    /// Where it ends, in bytes from the start of the UTF-8 text as it was given.
    public var end: Int32
    /// What it is made of.
    public var kind: TokenKind
    /// The script of its first character that has one of its own.
    public var script: Script

    /// A token from its parts.
    @inlinable
    public init(start: Int32, end: Int32, kind: TokenKind, script: Script = .common) {
        self.start = start
        self.end = end
        self.kind = kind
        self.script = script
    }
}
