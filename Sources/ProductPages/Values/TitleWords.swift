/// Titles compared: the same name is written with other signs, blanks and cases in a page's sources.
enum TitleWords {
    /// Letters and digits alone, in lower case.
    static func key(_ title: String) -> String {
        let utf8 = title.utf8
        guard utf8.allSatisfy({ $0 < 0x80 }) else { return title.lowercased().filter { $0.isLetter || $0.isNumber } }
        return String(
            decoding: utf8.lazy.filter { $0.isASCIILetter || $0.isASCIIDigit }.map(\.lowercasedASCII), as: UTF8.self)
    }

    /// The share of the shorter title's words that the other has too, [0, 1].
    static func overlap(_ left: String, _ right: String) -> Double {
        let (left, right) = (words(left), words(right))
        let smaller = min(left.count, right.count)
        return smaller == 0 ? 0 : Double(left.intersection(right).count) / Double(smaller)
    }

    private static func words(_ title: String) -> Set<Substring> {
        Set(title.lowercased().split { !$0.isLetter && !$0.isNumber })
    }
}
