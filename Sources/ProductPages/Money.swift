/// An amount as shops write it: `$1,299.00`, `1.299,00 €`, `¥3,980`, `1 299 kr`.
struct Money: Equatable, Sendable {
    let amount: Double
    /// ISO 4217 code, where the text or the page's language tells.
    let currency: String?

    /// The first amount in `text`.
    /// - Parameters:
    ///   - language: the page's language; decides between currencies that share a sign.
    ///   - isMachineReadable: whether a single point is a decimal point, as in markup for programs.
    init?(_ text: String, language: String? = nil, isMachineReadable: Bool = false) {
        let scalars = Array(text.unicodeScalars.map(Money.plainDigit))
        guard let number = Money.number(in: scalars) else { return nil }
        let written = String(String.UnicodeScalarView(scalars[number]))
        guard let amount = Money.amount(written, isMachineReadable: isMachineReadable) else { return nil }
        self.amount = amount
        currency = Money.currency(in: text, language: language)
    }

    /// The ISO 4217 code that a text names, by code or by sign.
    static func currency(in text: String, language: String?) -> String? {
        let upper = text.uppercased()
        let words = upper.split { !$0.isLetter }.map(String.init)
        if let code = words.first(where: codes.contains) { return code }
        for (sign, code) in signs where upper.contains(sign) { return code }
        let language = String(language?.prefix(2) ?? "").lowercased()
        if upper.contains(where: { "¥￥".contains($0) }) { return language == "zh" ? "CNY" : "JPY" }
        if words.contains("KR") { return ["da": "DKK", "nb": "NOK", "no": "NOK", "nn": "NOK"][language] ?? "SEK" }
        return nil
    }

    private static func plainDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // Digits of all scripts mean the same, and so do the many blanks between groups of them.
        if let value = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil {
            return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
        }
        return scalar.properties.isWhitespace ? " " : scalar == "，" ? "," : scalar == "．" ? "." : scalar
    }

    // The first run of digits with the separators between them.
    private static func number(in text: [Unicode.Scalar]) -> Range<Int>? {
        func isDigit(_ index: Int) -> Bool { text.indices.contains(index) && ("0"..."9").contains(text[index]) }
        guard let start = text.indices.first(where: isDigit) else { return nil }
        var end = start
        while end < text.count {
            if isDigit(end) {
                end += 1
            } else if ".,'’".unicodeScalars.contains(text[end]), isDigit(end + 1) {
                end += 1
            } else if text[end] == " ", (1...3).allSatisfy({ isDigit(end + $0) }), !isDigit(end + 4) {
                end += 1
            } else {
                break
            }
        }
        return start..<end
    }

    private static func amount(_ written: String, isMachineReadable: Bool) -> Double? {
        let marks = written.filter { $0 == "." || $0 == "," }
        var decimal: Character?
        if let last = marks.last, let position = written.lastIndex(of: last) {
            let places = written.distance(from: position, to: written.endIndex) - 1
            let isOnlyOne = marks.count == 1
            if Set(marks).count == 2 {
                decimal = last
            } else if isOnlyOne, last == ".", isMachineReadable {
                decimal = last
            } else if isOnlyOne, places != 3 || written.hasPrefix("0") {
                decimal = last
            }
        }
        let plain = written.compactMap { character -> Character? in
            if character == decimal { return "." }
            return character.isNumber ? character : nil
        }
        guard let amount = Double(String(plain)), amount.isFinite else { return nil }
        return amount
    }

    private static let codes: Set<String> = [
        "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "CHF", "CAD", "AUD", "NZD", "HKD", "TWD", "SGD", "KRW", "INR", "RUB",
        "BRL", "MXN", "PLN", "CZK", "HUF", "RON", "BGN", "SEK", "NOK", "DKK", "ISK", "TRY", "ILS", "AED", "SAR", "ZAR",
        "THB", "VND", "IDR", "MYR", "PHP", "UAH", "KZT", "ARS", "CLP", "COP", "PEN", "EGP", "NGN", "KES", "PKR", "BDT",
    ]

    // Longer signs first, as "$" is a part of "HK$".
    private static let signs: [(String, String)] = [
        ("US$", "USD"), ("CA$", "CAD"), ("C$", "CAD"), ("AU$", "AUD"), ("A$", "AUD"), ("NZ$", "NZD"), ("HK$", "HKD"),
        ("NT$", "TWD"), ("S$", "SGD"), ("R$", "BRL"), ("MX$", "MXN"), ("€", "EUR"), ("£", "GBP"), ("₹", "INR"),
        ("₽", "RUB"), ("РУБ", "RUB"), ("₩", "KRW"), ("원", "KRW"), ("円", "JPY"), ("元", "CNY"), ("ZŁ", "PLN"),
        ("KČ", "CZK"), ("FT", "HUF"), ("฿", "THB"), ("บาท", "THB"), ("₫", "VND"), ("₺", "TRY"), ("₪", "ILS"),
        ("₴", "UAH"), ("₸", "KZT"), ("د.إ", "AED"), ("ر.س", "SAR"), ("$", "USD"),
    ]
}
