/// Codes that name a product.
enum ProductCode {
    /// A GTIN (GS1) with the check digit right, 8 to 14 digits; `nil` for what is none.
    static func gtin(_ text: String?) -> String? {
        guard let text else { return nil }
        guard text.utf8.allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }) else {
            return nil
        }
        let digits = text.utf8.filter(\.isASCIIDigit)
        guard [8, 12, 13, 14].contains(digits.count) else { return nil }
        let values = digits.map { Int($0 - UInt8(ascii: "0")) }
        // Weights 3, 1, 3, … from the digit left of the check digit.
        let sum = values.dropLast().reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 3 : 1) }
        return values.last == (10 - sum % 10) % 10 && sum > 0 ? String(decoding: digits, as: UTF8.self) : nil
    }

    /// Whether a text is an ISBN of ten digits (ISO 2108:1992) with the check digit right.
    static func isISBN10(_ text: String) -> Bool {
        let digits = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
        guard digits.count == 10, digits.dropLast().allSatisfy(\.isASCIIDigit),
            digits[9].isASCIIDigit || digits[9] == UInt8(ascii: "X")
        else { return false }
        let values = digits.map { $0 == UInt8(ascii: "X") ? 10 : Int($0 - UInt8(ascii: "0")) }
        return values.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) } % 11 == 0
    }

    /// A text that can be a shop's code for a product: short, without blanks inside, with a digit in it; `nil` for what is none.
    static func plausible(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 400, text.utf8.contains(where: { $0.isASCIIDigit || $0 >= 0x80 }),
            var code = Whitespace.meaningful(text)
        else { return nil }
        while let first = code.first, isOpening(first) { code.removeFirst() }
        while let last = code.last, isClosing(last) { code.removeLast() }
        guard (2...40).contains(code.count), code.contains(where: { $0.isNumber }),
            !code.utf8.contains(UInt8(ascii: "{")),
            !code.utf8.holds("http")
        else {
            return nil
        }
        // One blank may be part of a code ("AB 123"); more make it a sentence.
        guard code.utf8.filter({ $0 == UInt8(ascii: " ") }).count <= 1,
            !code.unicodeScalars.contains(where: { $0 == "€" || $0 == "$" || $0 == "£" || $0 == "%" })
        else { return nil }
        return code
    }

    /// A text that can be a code behind a label that says it is one: capitals with a dash or so between them; `nil` for what is none.
    static func capitals(_ text: String) -> String? {
        guard let code = Whitespace.meaningful(text), (3...24).contains(code.utf8.count) else { return nil }
        let signs: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/")]
        let isCode = code.utf8.allSatisfy { $0 &- 0x41 < 26 || signs.contains($0) }
        return isCode && code.utf8.contains(where: signs.contains) ? code : nil
    }

    private static func isOpening(_ sign: Character) -> Bool {
        switch sign.asciiValue {
        case UInt8(ascii: "#"), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: "["): true
        case nil: openings.contains(sign)
        default: false
        }
    }

    private static func isClosing(_ sign: Character) -> Bool {
        switch sign.asciiValue {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "|"),
            UInt8(ascii: ")"), UInt8(ascii: "]"):
            true
        case nil: closings.contains(sign)
        default: false
        }
    }

    private static let openings: Set<Character> = ["：", "№", "〈", "《", "「", "【", "（"]
    private static let closings: Set<Character> = ["〉", "》", "」", "】", "）"]
}
