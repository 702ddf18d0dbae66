import CICU

/// Says of a segment what kind it is and in which script it is written.
struct TokenDescriber {
    let table: WordTable
    let bytes: UnsafePointer<UInt8>

    /// The token of a segment, of which the rules say `status` and whose first character is `first`.
    @inline(__always)
    func token(from start: Int, to end: Int, status: UInt8, first: CharacterEntry) -> Token {
        var kind = first.kind
        var script = first.script
        if status == UInt8(CICU_STATUS_WORD), first.isLetter {
            kind = .word
        } else if status != UInt8(CICU_STATUS_NONE) {
            kind = self.kind(from: start, to: end, status: status)
        }
        if script == .common, kind != .whitespace, end &- start > 1 { script = self.script(from: start, to: end) }
        return Token(
            start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), kind: kind, script: script)
    }

    /// The token of a segment, of which the rules say `status`.
    func token(from start: Int, to end: Int, status: UInt8) -> Token {
        let first = UTF8Decoding.scalar(bytes, at: start, end: end)
        return token(from: start, to: end, status: status, first: table.entry(first.codePoint))
    }

    // ICU's status is that of the last rule that matched: "a7" counts as a number and "7a" as letters. Here whatever
    // holds a letter is a word, and whatever holds neither letter nor digit ("_") is punctuation.
    @inline(never)
    private func kind(from start: Int, to end: Int, status: UInt8) -> TokenKind {
        let isIdeographic = status > UInt8(CICU_STATUS_WORD)
        var hasDigit = false
        var hasWordSign = false
        var hasKana = false
        var position = start
        while position < end {
            let scalar = UTF8Decoding.scalar(bytes, at: position, end: end)
            position += scalar.length
            if scalar.isIllFormed { continue }
            let entry = table.entry(scalar.codePoint)
            if isIdeographic {
                if entry.isKana { hasKana = true } else if entry.script != .common { return .ideographic }
            } else {
                if entry.isLetter { return .word }
                if entry.isDigit { hasDigit = true } else if entry.isWordSign { hasWordSign = true }
            }
        }
        if isIdeographic { return hasKana ? .kana : .ideographic }
        return hasDigit ? .number : hasWordSign ? .word : .punctuation
    }

    // That of the first character whose script is its own.
    @inline(never)
    private func script(from start: Int, to end: Int) -> Script {
        var position = start
        while position < end {
            let scalar = UTF8Decoding.scalar(bytes, at: position, end: end)
            position += scalar.length
            let script = table.entry(scalar.codePoint).script
            if script != .common { return script }
        }
        return .common
    }
}
