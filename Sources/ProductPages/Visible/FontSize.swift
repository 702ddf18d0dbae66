/// How large text is that an element itself gives a size.
enum FontSize {
    /// The size in pixels that a `style` attribute asks for, in `font-size` or in `font`; `nil` where it does not say.
    static func pixels(_ style: ArraySlice<UInt8>) -> Double? {
        guard style.holds("font") else { return nil }
        for declaration in style.split(separator: UInt8(ascii: ";")) where declaration.holds("font") {
            if let size = size(declaration) { return size }
        }
        return nil
    }

    // The number in front of the first unit.
    private static func size(_ declaration: ArraySlice<UInt8>) -> Double? {
        var number = 0.0
        var isInside = false
        var index = declaration.startIndex
        while index < declaration.endIndex {
            let byte = declaration[index]
            if byte.isASCIIDigit {
                number = (isInside ? number * 10 : 0) + Double(byte - UInt8(ascii: "0"))
                isInside = true
            } else if isInside {
                let unit = declaration[index...].prefix(3)
                if unit.starts(with: "px".utf8) { return number }
                if unit.starts(with: "pt".utf8) { return number * 4 / 3 }
                if unit.starts(with: "em".utf8) || unit.starts(with: "rem".utf8) { return number * 16 }
                // Behind the point of a number comes nothing that matters.
                if byte != UInt8(ascii: ".") {
                    isInside = false
                } else {
                    index = skipDigits(declaration, index + 1) - 1
                }
            }
            index += 1
        }
        return nil
    }

    private static func skipDigits(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < text.endIndex, text[index].isASCIIDigit { index += 1 }
        return index
    }

    /// Whether a size of `<font>`, of which 3 is the usual one, makes text stand out.
    static func isLarge(step: String) -> Bool {
        guard let number = Int(step.trimmingASCIISpace) else { return false }
        return step.contains("+") ? number >= 2 : number >= 5
    }
}
