import Foundation

/// Header fields as WARC and HTTP (RFC 9112) write them.
enum HeaderFields {
    /// The fields up to the empty line, by name in lower case, and where what follows starts; `nil` without an empty line.
    static func parse(_ bytes: ArraySlice<UInt8>) -> (fields: [String: String], end: Int)? {
        var fields: [String: String] = [:]
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            let line = bytes[start..<end].last == 0x0D ? bytes[start..<end - 1] : bytes[start..<end]
            if line.isEmpty { return (fields, end + 1) }
            if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
                fields[name] = value.trimmingCharacters(in: .whitespaces)
            }
            start = end + 1
        }
        return nil
    }
}
