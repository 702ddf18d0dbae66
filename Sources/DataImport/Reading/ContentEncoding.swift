/// An encoding that is known and cannot be undone.
struct UnreadableEncoding: Error {
    let name: String
}

/// Content encodings (RFC 9110, 8.4). Archivers may undo them and keep the header, and servers name some that are none:
/// a body that is not what its encoding says is taken as it stands.
enum ContentEncoding {
    // Servers encode twice by mistake; more often only who means to keep a reader busy.
    private static let mostEncodings = 2

    /// - Parameters:
    ///   - encodings: the field's value.
    ///   - limit: decoding stops soon after this many bytes.
    /// - Throws: ``UnreadableEncoding``.
    static func decoded(_ body: [UInt8], _ encodings: String, limit: Int) throws(UnreadableEncoding) -> [UInt8] {
        var body = body
        let names = encodings.lowercased().split { $0 == "," || $0.isWhitespace }
        for name in names.suffix(mostEncodings).reversed() where body.count <= limit {
            switch name {
            case "gzip", "x-gzip": body = Inflate.gzip(body, limit: limit) ?? body
            case "deflate": body = Inflate.deflate(body, limit: limit) ?? body
            case "br", "zstd":
                guard isMarkup(body) else { throw UnreadableEncoding(name: String(name)) }
            default: break
            }
        }
        return body
    }

    private static func isMarkup(_ body: [UInt8]) -> Bool {
        let blanksAndMark: [UInt8] = [0x09, 0x0A, 0x0C, 0x0D, 0x20, 0xEF, 0xBB, 0xBF]
        return body.first { !blanksAndMark.contains($0) } == UInt8(ascii: "<")
    }
}
