import CZlib

/// HTTP responses (RFC 9112) as archives keep them.
enum HTTPMessage {
    /// The HTML page that a response carries; `nil` for other kinds of content and for what is not a success.
    static func page(_ block: [UInt8], url: String, mostBytes: Int) -> ArchivedPage? {
        guard let (header, end) = header(block[...]) else { return nil }
        let status = String(decoding: block.prefix(16), as: UTF8.self).split(separator: " ").dropFirst().first
        let contentType = header["content-type"]?.lowercased() ?? "text/html"
        guard status == "200", contentType.contains("html") else { return nil }
        var body = Array(block[end...])
        if header["transfer-encoding"]?.lowercased().contains("chunked") ?? false { body = unchunked(body) ?? body }
        var fault: String?
        switch header["content-encoding"]?.lowercased() ?? "identity" {
        case "gzip", "x-gzip", "deflate":
            // Some archivers undo the encoding and keep its header.
            if let inflated = Inflate.inflated(body, most: mostBytes + 1) { body = inflated }
        case "identity", "": break
        case let encoding: fault = "its content is encoded as '\(encoding)', which is not read"
        }
        if body.count > mostBytes { fault = "the page has more than \(mostBytes) bytes" }
        return ArchivedPage(url: url, body: fault == nil ? body : [], charset: charset(contentType), fault: fault)
    }

    /// The fields up to the empty line, by name in lower case, and where the body starts.
    static func header(_ bytes: ArraySlice<UInt8>) -> (fields: [String: String], end: Int)? {
        var fields: [String: String] = [:]
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            let line = bytes[start..<end].last == 0x0D ? bytes[start..<end - 1] : bytes[start..<end]
            if line.isEmpty { return (fields, end + 1) }
            if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
                fields[name] = String(decoding: value, as: UTF8.self)
            }
            start = end + 1
        }
        return nil
    }

    /// The charset that a content type names.
    static func charset(_ contentType: String) -> String? {
        guard let found = contentType.firstRange(of: "charset=") else { return nil }
        let label = contentType[found.upperBound...].drop { $0 == "\"" || $0 == "'" }.prefix {
            $0.isLetter || $0.isNumber || "-_:.".contains($0)
        }
        return label.isEmpty ? nil : String(label)
    }

    private static func unchunked(_ body: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var position = 0
        while let end = body[position...].firstIndex(of: 0x0A) {
            let digits = body[position..<end].prefix { Character(Unicode.Scalar($0)).isHexDigit }
            guard let count = Int(String(decoding: digits, as: UTF8.self), radix: 16), count >= 0,
                count <= body.count - end - 1
            else { return nil }
            if count == 0 { return result }
            result += body[end + 1..<end + 1 + count]
            position = min(end + 1 + count + 2, body.count)
        }
        return nil
    }
}

/// The reverse of gzip, zlib and deflate (RFC 1950 to 1952) in memory.
enum Inflate {
    /// The bytes that were compressed, at most `most` of them; `nil` when `bytes` are not compressed.
    static func inflated(_ bytes: [UInt8], most: Int) -> [UInt8]? {
        // 47 bits of window: gzip or zlib, by what the first bytes say; -15: deflate without a header.
        inflated(bytes, most: most, windowBits: 47) ?? inflated(bytes, most: most, windowBits: -15)
    }

    private static func inflated(_ bytes: [UInt8], most: Int, windowBits: Int32) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var input = bytes
        var result: [UInt8] = []
        var status = Z_OK
        input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while status == Z_OK, result.count < most {
                let written = piece.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    return output.count - Int(stream.avail_out)
                }
                result.append(contentsOf: piece[..<written])
                if written == 0 { break }
            }
        }
        return status == Z_DATA_ERROR && result.isEmpty || result.isEmpty ? nil : Array(result.prefix(most))
    }
}
