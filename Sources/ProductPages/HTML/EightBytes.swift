/// Eight bytes of a text looked at at once: the upper bit of each byte of a result tells what holds for the byte.
enum EightBytes {
    static let count = 8
    static let upperBits: UInt64 = 0x8080_8080_8080_8080
    private static let lowerBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The eight bytes that start at `index`.
    @inline(__always)
    static func load(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
        UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }

    /// How many bytes stand before the first one that a result tells of.
    @inline(__always)
    static func before(_ result: UInt64) -> Int { result.trailingZeroBitCount >> 3 }

    /// Which of the bytes are `byte`.
    @inline(__always)
    static func equal(_ bytes: UInt64, _ byte: UInt8) -> UInt64 {
        let different = bytes ^ ones &* UInt64(byte)
        return ~((different & lowerBits) &+ lowerBits | different) & upperBits
    }

    /// Which of the bytes are below 128 and below `bound`, which is at most 128.
    @inline(__always)
    static func below(_ bytes: UInt64, _ bound: UInt8) -> UInt64 {
        ~((bytes & lowerBits) &+ ones &* UInt64(0x80 - bound) | bytes) & upperBits
    }

    /// Which of the bytes are decimal digits.
    @inline(__always)
    static func digits(_ bytes: UInt64) -> UInt64 { below(bytes ^ 0x3030_3030_3030_3030, 10) }

    /// Which of the bytes are one of the 26 ASCII letters that start with `first`, `A` or `a`.
    @inline(__always)
    static func letters(_ bytes: UInt64, from first: UInt8) -> UInt64 {
        below(bytes, first + 26) & ~below(bytes, first)
    }

    /// Eight bytes of ASCII in lower case.
    @inline(__always)
    static func lowercasedASCII(_ bytes: UInt64) -> UInt64 {
        bytes | letters(bytes, from: UInt8(ascii: "A")) >> 2
    }
}
