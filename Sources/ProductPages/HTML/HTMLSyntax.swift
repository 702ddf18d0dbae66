import Foundation

/// The bytes that part HTML into tags, names and values.
enum HTMLSyntax {
    static let lessThan = UInt8(ascii: "<")
    static let greaterThan = UInt8(ascii: ">")

    // All that ends a name is below 64: a bit for each byte.
    @inline(__always)
    static func endsTagName(_ byte: UInt8) -> Bool {
        let ends: UInt64 = 1 << 0x20 | 0x1F << 0x09 | 1 << 0x2F | 1 << 0x3E
        return byte < 64 && ends >> UInt64(byte) & 1 != 0
    }

    @inline(__always)
    static func endsAttributeName(_ byte: UInt8) -> Bool {
        endsTagName(byte) || byte == UInt8(ascii: "=")
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where `byte` stands first at or behind `start`.
    @inline(__always)
    func position(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let base = baseAddress else { return nil }
        // Tags end behind their names and stand side by side.
        if self[start] == byte { return start }
        guard let found = memchr(base + start, Int32(byte), count - start) else { return nil }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }
}
