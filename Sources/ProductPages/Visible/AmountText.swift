/// What a short text around an amount says of it, in UTF-8.
enum AmountText {
    /// How many numbers a text has; separators between digits part none.
    static func numberCount(_ text: [UInt8]) -> Int {
        text.withUnsafeBufferPointer { text in
            var count = 0
            var isInside = false
            var index = 0
            while index < text.count {
                let scalar = Letters.next(text, &index)
                if Letters.isNumeric(scalar) {
                    if !isInside { count += 1 }
                    isInside = true
                    continue
                }
                switch scalar {
                case 0x2E, 0x2C, 0x27, 0x20, 0xA0: break
                default: isInside = false
                }
            }
            return count
        }
    }

    /// How many letters stand around the amount; many make it a sentence that mentions one.
    static func letterCount(_ text: [UInt8]) -> Int {
        text.withUnsafeBufferPointer { text in
            var count = 0
            var index = 0
            while index < text.count {
                let scalar = Letters.next(text, &index)
                if Letters.kind(scalar) == .word, !Letters.isNumeric(scalar) { count += 1 }
            }
            return count
        }
    }

    /// The percentage that a text shows: 50 for "-50 %".
    static func percentage(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let sign = text.firstIndex(of: UInt8(ascii: "%")) else { return nil }
        var end = sign
        while end > 0, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
        var start = end
        while start > 0, text[start - 1].isASCIIDigit { start -= 1 }
        guard (1...2).contains(end - start) else { return nil }
        return text[start..<end].reduce(0) { $0 * 10 + Double($1 - UInt8(ascii: "0")) }
    }

    /// Whether a text is a part of a number: "19" beside "99" in an element of its own is one amount in two parts.
    static func isPart(_ text: [UInt8]) -> Bool {
        text.count <= 6 && text.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    }

    static func endsInDigit(_ text: [UInt8]) -> Bool {
        guard let last = text.last else { return false }
        if last < 0x80 { return last.isASCIIDigit }
        return text.withUnsafeBufferPointer { text in
            var start = text.count - 1
            while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
            return Letters.isNumeric(Letters.next(text, &start))
        }
    }

    /// Whether a text ends in a digit and a point or a comma.
    static func endsInMark(_ text: [UInt8]) -> Bool {
        guard let last = text.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ",") else { return false }
        return text.count > 1 && text[text.count - 2].isASCIIDigit
    }

    /// Whether an amount is by unit, by month, or has a sign: "9,90 €/kg", "12 x 49,90", "-20 €", "+ 5 €".
    static func isPartial(_ text: [UInt8]) -> Bool {
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { return true }
        if text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") { return true }
        return text.withUnsafeBufferPointer { text in
            if dashes.contains(where: { text.starts(with: $0) }) { return true }
            var isFound = false
            units.forEachMatch(in: text) { _ in isFound = true }
            return isFound
        }
    }

    private static let dashes = ["–", "−"].map { Array($0.utf8) }
    private static let units = PhraseTable<Bool>(
        ["/ kg", "/kg", "/l", "/ l", "/100", "/ 100", "/m", "/ m", "/st", "/ st", "pro kg", "per kg", " x ", "×"]
            .map { (phrase: $0, value: true, isWord: false) })
}
