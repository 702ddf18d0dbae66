import Foundation

/// Which rows of a text set are held out: those whose text has a CRC-32 divisible by five, so that everybody who
/// evaluates on the same texts holds out the same rows, and equal texts are never on both sides.
public enum TextSplit {
    /// Whether `text` is held out. White space is folded to single spaces and trimmed, U+FEFF removed, before the
    /// CRC-32 (IEEE 802.3) of its UTF-8 is taken.
    public static func isTest(_ text: String) -> Bool { fold(of: text, count: parts) == 0 }

    /// One text in so many is held out.
    public static let parts = 5

    /// Which of `count` parts a text is in; the first of five is what ``isTest(_:)`` holds out.
    public static func fold(of text: String, count: Int) -> Int { Int(crc32(folded(text)) % UInt32(count)) }

    /// `text` with runs of white space folded to one space, trimmed, and without U+FEFF.
    public static func folded(_ text: String) -> String {
        text.replacingOccurrences(of: "\u{FEFF}", with: "")
            .split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    /// The CRC-32 (IEEE 802.3, reflected polynomial EDB88320) of the UTF-8 of `text`.
    public static func crc32(_ text: String) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        for byte in text.utf8 {
            remainder = table[Int((remainder ^ UInt32(byte)) & 0xFF)] ^ (remainder >> 8)
        }
        return remainder ^ 0xFFFF_FFFF
    }

    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
