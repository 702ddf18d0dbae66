import CICU

/// Word boundaries of pure ASCII, by table: the rules of UAX #29 cut down to the characters below 128.
///
/// Equal to ICU's word iterator on every ASCII text (the tests compare the two), at many times its speed.
enum ASCIISegmenter {
    enum Class: UInt8 {
        case other, letter, digit, underscore, space, carriageReturn, lineFeed
        case midLetter, midNumber, midBoth
    }

    /// Class of each ASCII character, found by asking ICU which characters it joins: versions of ICU differ in whether
    /// `@` counts as a letter and `:` as a separator inside words.
    static let classes: [UInt8] = {
        guard let segmenter = cicu_segmenter_open("") else { return Array(repeating: Class.other.rawValue, count: 128) }
        defer { cicu_segmenter_close(segmenter) }
        func isOneSegment(_ text: [UInt8]) -> Bool {
            var ends: (Int32, Int32) = (0, 0)
            var kinds: (UInt8, UInt8) = (0, 0)
            return text.withUnsafeBufferPointer { bytes in
                cicu_segmenter_start(segmenter, bytes.baseAddress, Int32(bytes.count)) == 0
                    && cicu_segments(segmenter, &ends.0, &kinds.0, 1) == 1 && ends.0 == Int32(bytes.count)
            }
        }
        return (0..<128).map { (byte: UInt8) -> UInt8 in
            let letter = UInt8(ascii: "a")
            let digit = UInt8(ascii: "1")
            let kind: Class =
                switch byte {
                case 0x20: .space
                case 0x0D: .carriageReturn
                case 0x0A: .lineFeed
                case 0x30...0x39: .digit
                case 0x5F: .underscore
                default:
                    switch (isOneSegment([letter, byte, letter]), isOneSegment([digit, byte, digit])) {
                    case (true, true): isOneSegment([letter, byte]) ? .letter : .midBoth
                    case (true, false): .midLetter
                    case (false, true): .midNumber
                    case (false, false): .other
                    }
                }
            return kind.rawValue
        }
    }()

    /// Kind of each ASCII character that makes a segment of its own.
    static let kinds: [TokenKind] = (0..<128).map { byte in
        switch Unicode.Scalar(UInt8(byte)) {
        case "\u{0}"..." ", "\u{7F}": .whitespace
        case "$", "+", "<", "=", ">", "^", "`", "|", "~": .symbol
        default: .punctuation
        }
    }

    /// Appends the segments of `bytes[start..<end]`, which must be ASCII and stand between two word boundaries.
    static func segment(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, into tokens: inout [Token]) {
        classes.withUnsafeBufferPointer { classes in
            kinds.withUnsafeBufferPointer { kinds in
                var position = start
                while position < end {
                    let first = position
                    let kind = advance(bytes, &position, end, classes, kinds)
                    tokens.append(Token(start: Int32(first), end: Int32(position), kind: kind))
                }
            }
        }
    }

    @inline(__always)
    private static func advance(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ end: Int,
        _ classes: UnsafeBufferPointer<UInt8>, _ kinds: UnsafeBufferPointer<TokenKind>
    ) -> TokenKind {
        let first = classes[Int(bytes[position])]
        switch first {
        case Class.letter.rawValue, Class.digit.rawValue, Class.underscore.rawValue:
            return advanceWord(bytes, &position, end, classes)
        case Class.space.rawValue:
            position += 1
            while position < end, bytes[position] == 0x20 { position += 1 }
            return .whitespace
        case Class.carriageReturn.rawValue:
            position += 1
            if position < end, bytes[position] == 0x0A { position += 1 }
            return .whitespace
        default:
            let kind = kinds[Int(bytes[position])]
            position += 1
            return kind
        }
    }

    // WB5–WB13b: letters, digits and underscores run on; a separator joins what is alike on both sides.
    @inline(__always)
    private static func advanceWord(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ end: Int, _ classes: UnsafeBufferPointer<UInt8>
    ) -> TokenKind {
        var hasLetter = false
        var hasDigit = false
        var last = Class.other.rawValue
        while position < end {
            let current = classes[Int(bytes[position])]
            switch current {
            case Class.letter.rawValue: hasLetter = hasLetter || bytes[position] != 0x40
            case Class.digit.rawValue: hasDigit = true
            case Class.underscore.rawValue: break
            case Class.midBoth.rawValue, Class.midNumber.rawValue, Class.midLetter.rawValue:
                guard position + 1 < end else { return kind(hasLetter, hasDigit) }
                let next = classes[Int(bytes[position + 1])]
                let joinsLetters =
                    current != Class.midNumber.rawValue && last == Class.letter.rawValue && next == last
                let joinsDigits =
                    current != Class.midLetter.rawValue && last == Class.digit.rawValue && next == last
                guard joinsLetters || joinsDigits else { return kind(hasLetter, hasDigit) }
            default:
                return kind(hasLetter, hasDigit)
            }
            last = current
            position += 1
        }
        return kind(hasLetter, hasDigit)
    }

    @inline(__always)
    private static func kind(_ hasLetter: Bool, _ hasDigit: Bool) -> TokenKind {
        hasLetter ? .word : hasDigit ? .number : .punctuation
    }
}
