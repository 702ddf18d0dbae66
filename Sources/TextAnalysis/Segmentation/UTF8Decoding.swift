/// Decoding of UTF-8 that takes each maximal ill-formed part for one U+FFFD, as ICU and the Unicode Standard (section 3.9)
/// do.
enum UTF8Decoding {
    /// A code point and how many bytes it took.
    struct Scalar {
        var codePoint: UInt32
        var length: Int
        var isIllFormed: Bool
    }

    /// The code point at `position`, which is below `end`.
    @inline(__always)
    static func scalar(_ bytes: UnsafePointer<UInt8>, at position: Int, end: Int) -> Scalar {
        let first = UInt32(bytes[position])
        if first < 0x80 { return Scalar(codePoint: first, length: 1, isIllFormed: false) }
        // Well-formed two and three byte forms are told at once; all else takes the slow way.
        if first >= 0xE1, first <= 0xEC, position &+ 2 < end {
            let second = UInt32(bytes[position &+ 1])
            let third = UInt32(bytes[position &+ 2])
            if second & 0xC0 == 0x80, third & 0xC0 == 0x80 {
                return Scalar(
                    codePoint: (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F, length: 3,
                    isIllFormed: false)
            }
        } else if first >= 0xC2, first < 0xE0, position &+ 1 < end {
            let second = UInt32(bytes[position &+ 1])
            if second & 0xC0 == 0x80 {
                return Scalar(codePoint: (first & 0x1F) << 6 | second & 0x3F, length: 2, isIllFormed: false)
            }
        }
        return checkedScalar(bytes, at: position, end: end)
    }

    @inline(never)
    private static func checkedScalar(_ bytes: UnsafePointer<UInt8>, at position: Int, end: Int) -> Scalar {
        let first = bytes[position]
        let length =
            switch first {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
        let allowed: ClosedRange<UInt8> =
            switch first {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard length > 1 else { return Scalar(codePoint: 0xFFFD, length: 1, isIllFormed: true) }
        var codePoint = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            guard position + offset < end, (offset == 1 ? allowed : 0x80...0xBF).contains(bytes[position + offset])
            else { return Scalar(codePoint: 0xFFFD, length: offset, isIllFormed: true) }
            codePoint = codePoint << 6 | UInt32(bytes[position + offset] & 0x3F)
        }
        return Scalar(codePoint: codePoint, length: length, isIllFormed: false)
    }

    /// How many maximal ill-formed parts `utf8` has.
    static func illFormedParts(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
        guard let bytes = utf8.baseAddress else { return 0 }
        var parts = 0
        var position = 0
        while position < utf8.count {
            let scalar = scalar(bytes, at: position, end: utf8.count)
            if scalar.isIllFormed { parts += 1 }
            position += scalar.length
        }
        return parts
    }
}
