/// An amount as shops write it: `$1,299.00`, `1.299,00 €`, `¥3,980`, `1 299 kr`, `1299:-`.
struct Money: Equatable, Sendable {
    let amount: Double
    /// ISO 4217 code, where the text or the page tells.
    let currency: String?
    /// Whether the same digits may as well mean another amount: `3.350` on a page that does not show what a point is for.
    let isAmbiguous: Bool

    /// The first amount in `text`.
    /// - Parameters:
    ///   - locale: decides between currencies that share a sign, and what points and commas are for.
    ///   - isMachineReadable: whether a single point is a decimal point, as in markup for programs.
    init?(_ text: String, _ locale: PriceLocale = PriceLocale(), isMachineReadable: Bool = false) {
        guard let first = Money.all(in: text, locale, isMachineReadable: isMachineReadable).first else { return nil }
        self = first
    }

    private init(amount: Double, currency: String?, isAmbiguous: Bool) {
        self.amount = amount
        self.currency = currency
        self.isAmbiguous = isAmbiguous
    }

    /// All amounts in `text`, in their order: the ends of a range, an old price and a new one. Percentages are none.
    static func all(in text: String, _ locale: PriceLocale = PriceLocale(), isMachineReadable: Bool = false) -> [Money]
    {
        let scalars = Array(text.unicodeScalars.map(plainDigit))
        let named = Currency.find(in: text, locale)
        var result: [Money] = []
        var position = 0
        while let number = number(in: scalars, from: position) {
            position = number.upperBound
            if isPercentage(scalars, number) { continue }
            let written = scalars[number].map(Character.init)
            let currency = named ?? neighbour(scalars, number).flatMap { Currency.besideNumber[$0] }
            guard let (amount, isAmbiguous) = amount(written, currency ?? locale.currency, locale, isMachineReadable)
            else { continue }
            result.append(Money(amount: amount, currency: currency, isAmbiguous: isAmbiguous))
        }
        return result
    }

    private static func plainDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return scalar == "\t" || scalar == "\n" ? " " : scalar }
        // Digits of all scripts mean the same, and so do the many blanks between groups of them.
        if let value = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil {
            return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
        }
        if scalar.properties.isWhitespace { return " " }
        return ["，": ",", "．": ".", "٫": ".", "٬": ",", "’": "'"][scalar] ?? scalar
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    // The next run of digits with the separators between them.
    private static func number(in text: [Unicode.Scalar], from start: Int) -> Range<Int>? {
        func isDigitAt(_ index: Int) -> Bool { index < text.count && isDigit(text[index]) }
        guard let first = (start..<max(start, text.count)).first(where: isDigitAt) else { return nil }
        var end = first
        var groups = 0
        while end < text.count, end - first < 24 {
            if isDigitAt(end) {
                end += 1
            } else if ".,'".unicodeScalars.contains(text[end]), isDigitAt(end + 1) {
                end += 1
            } else if text[end] == " ", (1...3).allSatisfy({ isDigitAt(end + $0) }), !isDigitAt(end + 4),
                end - first <= 3 || groups > 0
            {
                groups += 1
                end += 1
            } else {
                break
            }
        }
        return first..<end
    }

    private static func isPercentage(_ text: [Unicode.Scalar], _ number: Range<Int>) -> Bool {
        let after = text[number.upperBound...].first { $0 != " " }
        let before = text[..<number.lowerBound].last { $0 != " " }
        return after == "%" || before == "%" || after == "％"
    }

    // The word right before or after a number.
    private static func neighbour(_ text: [Unicode.Scalar], _ number: Range<Int>) -> String? {
        let after = text[number.upperBound...].drop { $0 == " " || $0 == "," || $0 == "-" || $0 == "." }.prefix {
            $0.properties.isAlphabetic
        }
        if !after.isEmpty { return String(String.UnicodeScalarView(after)).uppercased() }
        let before = text[..<number.lowerBound].reversed().drop { $0 == " " || $0 == "." }.prefix {
            $0.properties.isAlphabetic
        }
        return before.isEmpty ? nil : String(String.UnicodeScalarView(before.reversed())).uppercased()
    }

    private static func amount(
        _ written: [Character], _ currency: String?, _ locale: PriceLocale, _ isMachineReadable: Bool
    ) -> (Double, Bool)? {
        let marks = written.filter { $0 == "." || $0 == "," }
        var decimal: Character?
        var isAmbiguous = false
        if let last = marks.last, let position = written.lastIndex(of: last) {
            let places = written.count - position - 1
            if Set(marks).count == 2 {
                decimal = marks.filter { $0 == last }.count == 1 ? last : nil
            } else if marks.count > 1 {
                decimal = nil
            } else if places != 3 || position == 1 && written[0] == "0" {
                decimal = last
            } else if isMachineReadable, last == "." {
                decimal = Currency.hasNoDecimals(currency) ? nil : last
            } else if Currency.hasThreeDecimals(currency) {
                decimal = last
            } else {
                // Prices with three decimals are rare: the mark groups thousands. Where the page uses it for decimals, say so.
                let comma = locale.decimalComma
                isAmbiguous = comma == (last == ",") && !Currency.hasNoDecimals(currency)
            }
        }
        let plain = written.compactMap { character -> Character? in
            if character == decimal { return "." }
            return character.isNumber ? character : nil
        }
        guard let amount = Double(String(plain)), amount.isFinite else { return nil }
        return (amount, isAmbiguous)
    }
}
