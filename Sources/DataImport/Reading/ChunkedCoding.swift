/// The chunked transfer coding (RFC 9112, 7.1).
enum ChunkedCoding {
    /// What the chunks hold, as far as there are any; `nil` where the first line is no chunk's size, as archivers may undo
    /// the coding and keep its header.
    static func decoded(_ body: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = body[...]
        while let end = rest.firstIndex(of: 0x0A), let size = size(rest[..<end]) {
            let chunk = rest[(end + 1)...].prefix(size)
            result += chunk
            rest = rest[chunk.endIndex...].drop { $0 == 0x0D || $0 == 0x0A }
            if size == 0 { break }
        }
        return rest.startIndex == 0 ? nil : result
    }

    private static func size(_ line: ArraySlice<UInt8>) -> Int? {
        let words = line.prefix { $0 != UInt8(ascii: ";") }.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        guard let digits = words.first, words.count == 1,
            digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
        else { return nil }
        return Int(String(decoding: digits, as: UTF8.self), radix: 16) ?? .max
    }
}
