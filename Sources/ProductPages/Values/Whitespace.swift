/// White space of pages, where any run of it is one blank.
enum Whitespace {
    /// Every run of white space (Unicode's and zero-width) as one blank, none at the ends.
    static func folded(_ text: String) -> String {
        var text = text
        let folded = text.withUTF8 { utf8 in
            isFolded(utf8) ? nil : String(decoding: TextFolder.folded(utf8, decoding: false), as: UTF8.self)
        }
        return folded ?? text
    }

    /// `text` folded; `nil` when nothing is left.
    static func meaningful(_ text: String?) -> String? {
        guard let text else { return nil }
        let folded = folded(text)
        return folded.isEmpty ? nil : folded
    }

    // Whether a text has no white space but single blanks between words.
    private static func isFolded(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        var isBlankBefore = true
        for (index, byte) in utf8.enumerated() {
            if byte < 0x20 || byte == 0x20 && isBlankBefore || isBlank(at: index, in: utf8) {
                return false
            }
            isBlankBefore = byte == 0x20
        }
        return !isBlankBefore || utf8.isEmpty
    }

    /// Whether a character is white space to Unicode.
    static func isBlank(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Whether white space beyond ASCII may start with a byte.
    @inline(__always)
    static func mayStart(_ byte: UInt8) -> Bool { byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF }

    /// Whether white space beyond ASCII starts at `position`.
    @inline(__always)
    static func isBlank(at position: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard mayStart(utf8[position]), position + 1 < utf8.count else { return false }
        // The second bytes of all such blanks; letters that share both are told by the third.
        switch utf8[position + 1] {
        case 0x80, 0x81, 0x85, 0xA0, 0xBB: return length(ofBlankAt: position, in: utf8) > 0
        default: return false
        }
    }

    /// How many bytes the white space takes that starts at `position`; 0 when none does.
    static func length(ofBlankAt position: Int, in utf8: UnsafeBufferPointer<UInt8>) -> Int {
        func next(_ offset: Int) -> UInt8 { position + offset < utf8.count ? utf8[position + offset] : 0 }
        switch utf8[position] {
        case 0x09...0x0D, 0x20: return 1
        case 0xC2: return next(1) == 0x85 || next(1) == 0xA0 ? 2 : 0
        case 0xE2 where next(1) == 0x80: return (0x80...0x8B).contains(next(2)) || next(2) == 0xAF ? 3 : 0
        case 0xE2: return next(1) == 0x81 && next(2) == 0x9F ? 3 : 0
        case 0xE3: return next(1) == 0x80 && next(2) == 0x80 ? 3 : 0
        case 0xEF: return next(1) == 0xBB && next(2) == 0xBF ? 3 : 0
        default: return 0
        }
    }
}
