/// Text that may hold markup, as people read it.
enum PlainText {
    /// Entities decoded and tags dropped, where there are any.
    static func decoded(_ text: String) -> String {
        var text = text
        return text.withUTF8 { read($0) } ?? text
    }

    // What people read, where it is something else than what is written.
    private static func read(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        let hasTags = text.contains(lessThan) && text.contains(greaterThan)
        guard hasTags || text.contains(ampersand) && text.contains(semicolon) else { return nil }
        let once = shown(text, hasTags: text.contains(lessThan))
        // Markup that was escaped to sit inside a string is markup still.
        guard once.contains(lessThan), once.contains(greaterThan), !once.elementsEqual(text) else {
            return String(decoding: once, as: UTF8.self)
        }
        return String(decoding: once.withUnsafeBufferPointer { shown($0, hasTags: true) }, as: UTF8.self)
    }

    private static let lessThan = UInt8(ascii: "<")
    private static let greaterThan = UInt8(ascii: ">")
    private static let ampersand = UInt8(ascii: "&")
    private static let semicolon = UInt8(ascii: ";")

    private static func shown(_ text: UnsafeBufferPointer<UInt8>, hasTags: Bool) -> [UInt8] {
        hasTags ? PageTree(Array(text), isIndexed: false).textBytes : TextFolder.folded(text, decoding: true)
    }
}
