import Foundation

/// Reads JSON as shops write it: wrapped in comments, with line breaks inside strings, with a comma too many.
enum JSONRepair {
    /// The value, or `nil` when it cannot be mended.
    static func parse(_ source: String) -> Any? {
        let text = unwrapped(source)
        guard !text.isEmpty else { return nil }
        return parseStrictly(text) ?? parseStrictly(mended(text))
    }

    private static func parseStrictly(_ text: String) -> Any? {
        try? JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
    }

    // Without what hides a script from old browsers.
    private static func unwrapped(_ source: String) -> String {
        var text = source
        for mark in ["<![CDATA[", "]]>", "<!--", "-->"] { text = text.replacingOccurrences(of: mark, with: "") }
        text = text.trimmingCharacters(in: .whitespacesAndNewlines.union(["\u{FEFF}", ";"]))
        while let opening = ["//", "/**/", "/*", "*/"].first(where: text.hasPrefix) {
            text = String(text.dropFirst(opening.count)).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        while let ending = ["//", "/**/", "/*", "*/"].first(where: text.hasSuffix) {
            text = String(text.dropLast(ending.count)).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return text
    }

    // One pass over the bytes: raw control characters and unknown escapes inside strings, commas before a bracket.
    private static func mended(_ text: String) -> String {
        var result: [UInt8] = []
        var isInString = false
        var isEscaped = false
        for byte in text.utf8 {
            if isInString {
                if isEscaped {
                    isEscaped = false
                    if escapable.contains(byte) { result.append(UInt8(ascii: "\\")) }
                    result.append(byte)
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else {
                    if byte == UInt8(ascii: "\"") { isInString = false }
                    result.append(byte < 0x20 ? UInt8(ascii: " ") : byte)
                }
                continue
            }
            if byte == UInt8(ascii: "\"") { isInString = true }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { dropTrailingComma(&result) }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let escapable = Set("\"\\/bfnrtu".utf8)

    private static func dropTrailingComma(_ bytes: inout [UInt8]) {
        guard let last = bytes.lastIndex(where: { $0 > 0x20 }), bytes[last] == UInt8(ascii: ",") else { return }
        bytes.remove(at: last)
    }
}
