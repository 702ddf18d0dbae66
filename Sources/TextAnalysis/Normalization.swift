import CICU

/// Unicode's NFKC_Casefold, with short cuts for what it leaves as it is.
enum Normalization {
    /// Appends the normal form if that takes no table: ASCII in lower case, Han and kana as they are.
    /// - Returns: whether it did; if not, `result` is unchanged.
    static func appendFast(_ utf8: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) -> Bool {
        let length = result.count
        var position = 0
        while position < utf8.count {
            let byte = utf8[position]
            if byte < 0x80 {
                result.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
                position += 1
            } else if byte >= 0xE3, byte <= 0xE9, position + 2 < utf8.count,
                isInert(byte, utf8[position + 1], utf8[position + 2])
            {
                result.append(byte)
                result.append(utf8[position + 1])
                result.append(utf8[position + 2])
                position += 3
            } else {
                result.removeLast(result.count - length)
                return false
            }
        }
        return true
    }

    /// Appends the normal form as ICU gives it.
    static func appendWithICU(_ utf8: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
        guard let base = utf8.baseAddress, utf8.count > 0 else { return }
        var capacity = utf8.count + 32
        while true {
            var written: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                written = cicu_normalize(base, Int32(utf8.count), buffer.baseAddress, Int32(capacity))
                count = max(0, min(Int(written), capacity))
            }
            if written <= capacity {
                result += piece
                return
            }
            capacity = Int(written)
        }
    }

    // U+4E00–U+9FFF, and U+3041–U+3096 and U+30A1–U+30FA, which contain no combining mark.
    @inline(__always)
    private static func isInert(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return false }
        let scalar = UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
        return (scalar >= 0x4E00 && scalar <= 0x9FFF) || (scalar >= 0x3041 && scalar <= 0x3096)
            || (scalar >= 0x30A1 && scalar <= 0x30FA)
    }
}
