/// An amount as shops write it: `$1,299.00`, `1.299,00 €`, `¥3,980`, `1 299 kr`, `1299:-`.
struct Money: Equatable, Sendable {
    let amount: Double
    /// ISO 4217 code, where the text or the page tells.
    var currency: String?
    /// Whether the same digits may as well mean another amount: `3.350` on a page that does not show what a point is for.
    let isAmbiguous: Bool
    /// Whether the currency stands right beside the digits.
    let isMarked: Bool

    // No price has as many bytes; what is longer is a page that lost its way.
    private static let longest = 1000

    /// The first amount in the start of `text`.
    /// - Parameters:
    ///   - locale: decides between currencies that share a sign, and what points and commas are for.
    ///   - isMachineReadable: whether a single point is a decimal point, as in markup for programs.
    init?(_ text: String, _ locale: PriceLocale = PriceLocale(), isMachineReadable: Bool = false) {
        if isMachineReadable, let exact = Self.exponential(text) {
            guard exact >= 0 else { return nil }
            self.init(amount: exact, currency: nil, isAmbiguous: false, isMarked: false)
            return
        }
        var text = text
        let first = text.withUTF8 { utf8 in
            Money.all(in: Letters.prefix(utf8, most: Self.longest), locale, isMachineReadable: isMachineReadable).first
        }
        guard let first else { return nil }
        self = first
    }

    // What programs write and people do not: "1.5e3", "-5".
    private static func exponential(_ text: String) -> Double? {
        let text = text.trimmingASCIISpace
        guard text.utf8.count <= 24, text.utf8.first == UInt8(ascii: "-") || text.utf8.contains(where: isExponent),
            text.utf8.allSatisfy({ $0.isASCIIDigit || isExponent($0) || "+-.".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    private static func isExponent(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") }

    private init(amount: Double, currency: String?, isAmbiguous: Bool, isMarked: Bool) {
        self.amount = amount
        self.currency = currency
        self.isAmbiguous = isAmbiguous
        self.isMarked = isMarked
    }

    /// All amounts in `text`, in their order: the ends of a range, an old price and a new one. Percentages are none.
    static func all(in text: String, _ locale: PriceLocale = PriceLocale()) -> [Money] {
        var text = text
        return text.withUTF8 { all(in: $0, locale) }
    }

    /// As for a string; `utf8` is what it consists of.
    static func all(
        in utf8: UnsafeBufferPointer<UInt8>, _ locale: PriceLocale, isMachineReadable: Bool = false
    ) -> [Money] {
        let text = plain(utf8)
        guard let first = text.firstIndex(where: isDigit) else { return [] }
        // Phrases are found in any case where they are ASCII.
        let named =
            utf8.contains(where: { $0 >= 0x80 })
            ? Letters.lowercased(utf8).withUnsafeBufferPointer { Currency.find(in: $0, locale) }
            : Currency.find(in: utf8, locale)
        var result: [Money] = []
        var position = first
        while let number = number(in: text, from: position) {
            position = number.upperBound
            if isPercentage(text, number) { continue }
            let currency = named ?? neighbour(text, number, locale)
            guard
                let (amount, isAmbiguous) = amount(
                    text[number], currency ?? locale.currency, locale, isMachineReadable)
            else { continue }
            result.append(
                Money(
                    amount: amount, currency: currency, isAmbiguous: isAmbiguous,
                    isMarked: named == nil ? currency != nil : isMarked(text, number, locale)))
        }
        return result
    }

    // Digits of all scripts mean the same, and so do the many blanks and separators between groups of them.
    private static func plain(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(utf8.count)
        var index = 0
        while index < utf8.count {
            let scalar = Letters.next(utf8, &index)
            result.append(scalar < 0x80 ? (scalar == 9 || scalar == 10 ? 0x20 : scalar) : plain(scalar))
        }
        return result
    }

    private static func plain(_ scalar: UInt32) -> UInt32 {
        guard let known = Unicode.Scalar(scalar) else { return scalar }
        switch known {
        case "，", "٬": return 0x2C
        case "．", "٫": return 0x2E
        case "’": return 0x27
        default: break
        }
        if Whitespace.isBlank(scalar) { return 0x20 }
        guard Letters.isNumeric(scalar), known.properties.numericType == .decimal,
            let value = known.properties.numericValue
        else { return scalar }
        return 0x30 + UInt32(value)
    }

    private static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }
    private static func isMark(_ scalar: UInt32) -> Bool { scalar == 0x2E || scalar == 0x2C }

    // The next run of digits with the separators between them.
    private static func number(in text: [UInt32], from start: Int) -> Range<Int>? {
        func isDigitAt(_ index: Int) -> Bool { index < text.count && isDigit(text[index]) }
        var first = start
        while first < text.count, !isDigit(text[first]) { first += 1 }
        guard first < text.count else { return nil }
        var end = first
        var groups = 0
        while end < text.count, end - first < 24 {
            if isDigitAt(end) {
                end += 1
            } else if isMark(text[end]) || text[end] == 0x27, isDigitAt(end + 1) {
                end += 1
            } else if text[end] == 0x20, isDigitAt(end + 1), isDigitAt(end + 2), isDigitAt(end + 3),
                !isDigitAt(end + 4), end - first <= 3 || groups > 0
            {
                groups += 1
                end += 1
            } else {
                break
            }
        }
        return first..<end
    }

    private static func isPercentage(_ text: [UInt32], _ number: Range<Int>) -> Bool {
        let after = text[number.upperBound...].first { $0 != 0x20 }
        let before = text[..<number.lowerBound].last { $0 != 0x20 }
        return after == 0x25 || before == 0x25 || after == 0xFF05
    }

    // Whether a sign or a word beside a number, a blank between them at most, names a currency.
    private static func isMarked(_ text: [UInt32], _ number: Range<Int>, _ locale: PriceLocale) -> Bool {
        func names(_ beside: ArraySlice<UInt32>) -> Bool {
            var bytes: [UInt8] = []
            for scalar in beside { Letters.append(Letters.lower(scalar), to: &bytes) }
            return bytes.withUnsafeBufferPointer { Currency.isNamed(in: $0) }
        }
        func part(_ scalars: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
            scalars.prefix(longestMark).prefix { $0 != 0x20 && !isDigit($0) && $0 != 0x28 && $0 != 0x29 }
        }
        var after = text[number.upperBound...]
        while let first = after.first, first == 0x20 || first == 0x2C || first == 0x2D || first == 0x2E {
            after.removeFirst()
        }
        if names(part(after)) { return true }
        var end = number.lowerBound
        while end > 0, text[end - 1] == 0x20 { end -= 1 }
        var start = end
        while start > 0, end - start < longestMark, text[start - 1] != 0x20, !isDigit(text[start - 1]) { start -= 1 }
        return names(text[start..<end])
    }

    private static let longestMark = 6

    // The currency that the word right before or after a number stands for.
    private static func neighbour(_ text: [UInt32], _ number: Range<Int>, _ locale: PriceLocale) -> String? {
        if text[number.upperBound...].starts(with: [0x3A, 0x2D]) { return Currency.crown(locale) }
        func currency(_ word: some Sequence<UInt32>) -> String? {
            var bytes: [UInt8] = []
            for scalar in word { Letters.append(Letters.lower(scalar), to: &bytes) }
            return bytes.withUnsafeBufferPointer { Currency.besideNumber.value(of: $0) }
        }
        func isLetter(_ scalar: UInt32) -> Bool { Letters.kind(scalar) == .word && !isDigit(scalar) }
        let after = text[number.upperBound...].drop { $0 == 0x20 || isMark($0) || $0 == 0x2D }.prefix(while: isLetter)
        if !after.isEmpty { return currency(after) }
        var end = number.lowerBound
        while end > 0, text[end - 1] == 0x20 || text[end - 1] == 0x2E { end -= 1 }
        var start = end
        while start > 0, isLetter(text[start - 1]) { start -= 1 }
        return start == end ? nil : currency(text[start..<end])
    }

    private static func amount(
        _ written: ArraySlice<UInt32>, _ currency: String?, _ locale: PriceLocale, _ isMachineReadable: Bool
    ) -> (Double, Bool)? {
        let marks = written.indices.filter { isMark(written[$0]) }
        var decimal: Int?
        var isAmbiguous = false
        if let last = marks.last {
            let isComma = written[last] == 0x2C
            let places = written.endIndex - last - 1
            if marks.contains(where: { written[$0] != written[last] }) {
                decimal = marks.filter { written[$0] == written[last] }.count == 1 ? last : nil
            } else if marks.count > 1 {
                decimal = nil
            } else if places != 3 || last == written.startIndex + 1 && written[written.startIndex] == 0x30 {
                decimal = last
            } else if isMachineReadable, !isComma {
                decimal = Currency.hasNoDecimals(currency) ? nil : last
            } else if Currency.hasThreeDecimals(currency) {
                decimal = last
            } else {
                // Prices with three decimals are rare: the mark groups thousands. Where the page uses it for decimals, say so.
                isAmbiguous = locale.decimalComma == isComma && !Currency.hasNoDecimals(currency)
            }
        }
        var digits = 0.0
        var scale = 1.0
        for index in written.indices where isDigit(written[index]) {
            digits = digits * 10 + Double(written[index] - 0x30)
            if let decimal, index > decimal { scale *= 10 }
        }
        let amount = digits / scale
        return amount.isFinite ? (amount, isAmbiguous) : nil
    }
}
