import CZlib

/// The reverse of gzip, zlib and deflate (RFC 1950 to 1952) in memory. What is cut off gives what there is of it.
enum Inflate {
    private static let gzipMark: [UInt8] = [0x1F, 0x8B]

    /// What was compressed, of all members; `nil` when `bytes` are no gzip.
    /// - Parameter limit: stops soon after this many bytes.
    static func gzip(_ bytes: [UInt8], limit: Int) -> [UInt8]? { inflated(bytes, limit: limit, windowBits: 31) }

    /// What was compressed with what servers call deflate: zlib, deflate without a header, or even gzip; `nil` for what is none.
    /// - Parameter limit: stops soon after this many bytes.
    static func deflate(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        inflated(bytes, limit: limit, windowBits: 47) ?? inflated(bytes, limit: limit, windowBits: -15)
    }

    // Window bits as zlib has them: 31 for gzip, 47 for gzip or zlib by what the first bytes say, -15 for no header.
    private static func inflated(_ bytes: [UInt8], limit: Int, windowBits: Int32) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        let isGzip = bytes.starts(with: gzipMark)
        var result: [UInt8] = []
        var status = Z_OK
        bytes.withUnsafeBufferPointer { input in
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = UInt32(clamping: input.count)
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while status == Z_OK, result.count <= limit {
                let written = piece.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    return output.count - Int(stream.avail_out)
                }
                result += piece[..<written]
                let isNextMember = isGzip && input.suffix(Int(stream.avail_in)).starts(with: gzipMark)
                if status == Z_STREAM_END, isNextMember { status = inflateReset(&stream) }
            }
        }
        // Text can pass for the start of deflate, which has no header to tell them apart.
        let isKept = status == Z_STREAM_END || result.count > limit || windowBits > 0 && !result.isEmpty
        return isKept ? result : nil
    }
}
