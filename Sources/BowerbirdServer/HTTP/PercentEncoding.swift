import Foundation

/// Texts in addresses (RFC 3986, 2.1).
enum PercentEncoding {
    /// What a text stands for; `nil` when it is not percent-encoded UTF-8, or has a NUL.
    /// - Parameter plusIsBlank: whether it is a part of a query, in which forms write blanks so.
    static func decoded(_ text: some StringProtocol, plusIsBlank: Bool) -> String? {
        // Most names and values stand for themselves.
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") || $0 == 0 }) else {
            return String(text)
        }
        let plain = plusIsBlank ? String(text).replacing("+", with: " ") : String(text)
        guard let decoded = plain.removingPercentEncoding, !decoded.utf8.contains(0) else { return nil }
        return decoded
    }
}
