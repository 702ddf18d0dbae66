/// Text that may hold markup, as people read it.
enum PlainText {
    /// Entities decoded and tags dropped, where there are any.
    static func decoded(_ text: String) -> String {
        let hasTags = text.utf8.contains(UInt8(ascii: "<")) && text.utf8.contains(UInt8(ascii: ">"))
        let hasEntities = text.utf8.contains(UInt8(ascii: "&")) && text.utf8.contains(UInt8(ascii: ";"))
        guard hasTags || hasEntities else { return text }
        let once = PageTree(Array(text.utf8)).text
        // Markup that was escaped to sit inside a string is markup still.
        return once != text && once.contains("<") && once.contains(">") ? PageTree(Array(once.utf8)).text : once
    }
}
