/// Whether bytes are UTF-8.
enum UTF8Validity {
    private static let signs: UInt64 = 0x8080_8080_8080_8080

    /// Whether `bytes` are well-formed UTF-8 (Unicode, table 3-7); many at a time where they are ASCII.
    static func holds(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count {
                while index + 64 <= bytes.count, isASCII(bytes, index) { index += 64 }
                index = endOfASCII(bytes, index)
                while index < bytes.count, bytes[index] >= 0x80 {
                    let length =
                        isOfThree(bytes, index) ? 3 : length(ofCharacterAt: index, in: bytes)
                    if length == 0 { return false }
                    index += length
                }
            }
            return true
        }
    }

    /// How many characters beyond ASCII `bytes` have in UTF-8, and how many bytes that are part of none.
    static func counts(_ bytes: [UInt8]) -> (wellFormed: Int, illFormed: Int) {
        bytes.withUnsafeBytes { bytes in
            var (wellFormed, illFormed) = (0, 0)
            var index = endOfASCII(bytes, 0)
            while index < bytes.count {
                let length = length(ofCharacterAt: index, in: bytes)
                if length == 0 { illFormed += 1 } else { wellFormed += 1 }
                index = endOfASCII(bytes, index + max(1, length))
            }
            return (wellFormed, illFormed)
        }
    }

    // Whether 64 bytes are ASCII.
    @inline(__always)
    private static func isASCII(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        let words = bytes.loadUnaligned(fromByteOffset: index, as: SIMD8<UInt64>.self)
        let four = words.lowHalf | words.highHalf
        let two = four.lowHalf | four.highHalf
        return (two[0] | two[1]) & signs == 0
    }

    // Where the first byte at `start` or behind it is that is none of ASCII.
    @inline(__always)
    private static func endOfASCII(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var index = start
        while index + EightBytes.count <= bytes.count {
            let others = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian & signs
            if others != 0 { return index + EightBytes.before(others) }
            index += EightBytes.count
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    // Whether a character of three bytes stands here, of those that need no closer look.
    @inline(__always)
    private static func isOfThree(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        let first = bytes[index]
        guard first > 0xE0, first < 0xF0, first != 0xED, index + 4 <= bytes.count else { return false }
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
        return word & 0x00C0_C000 == 0x0080_8000
    }

    // How many bytes the character takes whose first byte stands here; 0 when it is none.
    private static func length(ofCharacterAt index: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        let first = bytes[index]
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, first <= 0xF4, index + length <= bytes.count else { return 0 }
        let second = bytes[index + 1]
        // Neither longer than needed, nor a half of a pair, nor beyond the last code point.
        let lowest: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
        let highest: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
        guard second >= lowest, second <= highest else { return 0 }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
