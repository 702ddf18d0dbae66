/// Currencies by ISO 4217 code, and by the signs and words that stand for them.
enum Currency {
    /// The code that a text such as `eur`, `€` or `Rs.` stands for as a whole.
    static func code(_ text: String?, _ locale: PriceLocale = PriceLocale()) -> String? {
        guard let text, text.utf8.count <= longest, let text = Whitespace.meaningful(text) else { return nil }
        let upper = text.uppercased()
        if codes.contains(upper) || rareCodes.contains(upper) { return upper == "RMB" ? "CNY" : upper }
        return find(in: text, locale)
    }

    // What is longer says something else.
    private static let longest = 200

    /// The code that a text names somewhere, by code or by sign.
    static func find(in text: String, _ locale: PriceLocale) -> String? {
        Letters.lowercased(text).withUnsafeBufferPointer { find(in: $0, locale) }
    }

    /// As for a string; `lower` is what it consists of, in lower case.
    static func find(in lower: UnsafeBufferPointer<UInt8>, _ locale: PriceLocale) -> String? {
        var code: String?
        var sign: String?
        var shared: Int?
        signTable.forEachMatch(in: lower) { match in
            switch match {
            case .code(let found): code = code ?? found
            case .sign(let found): sign = sign ?? found
            case .shared(let index): shared = shared ?? index
            case .word: break
            }
        }
        return code ?? sign ?? shared.map { Self.shared($0, locale) }
    }

    /// Whether a text names any currency; a word such as "kr" counts where it stands apart.
    static func isNamed(in utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        var isNamed = false
        signTable.forEachMatch(in: utf8) { _ in isNamed = true }
        return isNamed
    }

    private enum Match: Sendable {
        case code(String)
        case sign(String)
        case shared(Int)
        /// A word that is a currency beside a number only.
        case word
    }

    private static let signTable: PhraseTable<Match> = {
        var entries: [(phrase: String, value: Match, isWord: Bool)] = []
        for code in codes.sorted() { entries.append((code.lowercased(), .code(code == "RMB" ? "CNY" : code), true)) }
        for (sign, code) in signs { entries.append((sign.lowercased(), .sign(code), false)) }
        for (index, entry) in sharedSigns.enumerated() {
            for sign in entry.0.sorted() {
                entries.append((sign.lowercased(), .shared(index), sign.first?.isLetter ?? false))
            }
        }
        for (word, _) in words where !codes.contains(word) {
            entries.append((word.lowercased(), .word, true))
        }
        return PhraseTable(entries)
    }()

    /// Whether amounts in a currency are written without decimals.
    static func hasNoDecimals(_ code: String?) -> Bool { code.map(withoutDecimals.contains) ?? false }

    /// Whether amounts in a currency may have three decimals.
    static func hasThreeDecimals(_ code: String?) -> Bool { code.map(withThreeDecimals.contains) ?? false }

    // Signs that several countries use: the page's own markup decides, then where the shop is, then the most common.
    private static func shared(_ index: Int, _ locale: PriceLocale) -> String {
        let (_, byCountry, common) = sharedSigns[index]
        if let named = locale.currency, byCountry.contains(where: { $0.1 == named }) || named == common { return named }
        for place in [locale.country, locale.language].compactMap({ $0 }) {
            if let match = byCountry.first(where: { $0.0 == place }) { return match.1 }
        }
        return common
    }

    /// The crown of a page's country, where it has one: `1 295:-`.
    static func crown(_ locale: PriceLocale) -> String? {
        [locale.country, locale.language].lazy.compactMap { place in crowns.first { $0.0 == place }?.1 }.first
    }

    private static let crowns = [
        ("dk", "DKK"), ("da", "DKK"), ("no", "NOK"), ("nb", "NOK"), ("nn", "NOK"), ("is", "ISK"), ("cz", "CZK"),
        ("se", "SEK"), ("sv", "SEK"),
    ]

    private static let sharedSigns: [(Set<String>, [(String, String)], String)] = [
        (["¥", "￥"], [("cn", "CNY"), ("zh", "CNY"), ("jp", "JPY"), ("ja", "JPY")], "JPY"),
        (["元"], [("tw", "TWD"), ("hk", "HKD"), ("cn", "CNY")], "CNY"),
        (["KR"], crowns, "SEK"),
        (
            ["RS", "RE"], [("in", "INR"), ("pk", "PKR"), ("lk", "LKR"), ("np", "NPR"), ("mu", "MUR"), ("ur", "PKR")],
            "INR"
        ),
        (["£"], [("eg", "EGP"), ("gb", "GBP")], "GBP"),
        (["Р", "РУБ", "РУБЛЕЙ"], [("by", "BYN"), ("be", "BYN"), ("ru", "RUB")], "RUB"),
        (["ЛВ", "LV"], [("bg", "BGN")], "BGN"),
        (
            ["$"],
            [
                ("au", "AUD"), ("ca", "CAD"), ("nz", "NZD"), ("hk", "HKD"), ("tw", "TWD"), ("sg", "SGD"), ("mx", "MXN"),
                ("ar", "ARS"),
                ("cl", "CLP"), ("co", "COP"), ("uy", "UYU"), ("us", "USD"),
            ], "USD"
        ),
    ]

    static let codes: Set<String> = Set(
        """
        USD EUR GBP JPY CNY RMB CHF CAD AUD NZD HKD TWD SGD KRW INR RUB BRL MXN PLN CZK HUF RON BGN SEK NOK DKK ISK ILS AED \
        SAR ZAR THB VND IDR MYR PHP UAH KZT ARS CLP EGP NGN KES PKR BDT LKR QAR KWD BHD OMR JOD TND DZD LBP RSD HRK \
        BAM MKD GEL AMD AZN BYN UZS UYU PYG BOB VES GTQ CRC DOP NPR MMK KHR LAK MNT GHS TZS UGX XOF XAF
        """.split(separator: " ").map(String.init))
    /// The other codes of ISO 4217 in use, which are not looked for in running text: some are words.
    private static let rareCodes: Set<String> = Set(
        """
        ALL TRY MAD PEN COP AFN ANG AOA AWG BBD BIF BMD BND BSD BTN BWP BZD CDF CUP CVE DJF ERN ETB FJD FKP GIP GMD GNF GYD \
        HNL HTG IQD IRR JMD KGS KMF KPW KYD LRD LSL LYD MDL MGA MOP MRU MUR MVR MWK MZN NAD NIO PAB PGK RWF SBD SCR SDG SHP SLE SOS SRD SSP STN SVC SYP SZL TJS \
        TMT TOP TTD VED VUV WST XCD XPF YER ZMW ZWG
        """.split(separator: " ").map(String.init))
    private static let withoutDecimals: Set<String> = [
        "JPY", "KRW", "CLP", "COP", "VND", "IDR", "ISK", "PYG", "HUF", "TWD", "UGX", "XOF", "XAF", "KZT", "RSD", "UZS",
        "LBP",
    ]
    private static let withThreeDecimals: Set<String> = ["KWD", "BHD", "OMR", "TND", "JOD", "IQD", "LYD"]

    // Longer signs first, as "$" is a part of "HK$".
    private static let signs: [(String, String)] = [
        ("US$", "USD"), ("U$S", "USD"), ("CA$", "CAD"), ("CAD$", "CAD"), ("C$", "CAD"), ("AU$", "AUD"), ("NZ$", "NZD"),
        ("HK$", "HKD"),
        ("NT$", "TWD"), ("S$", "SGD"), ("R$", "BRL"), ("MX$", "MXN"), ("A$", "AUD"), ("€", "EUR"), ("₹", "INR"),
        ("₽", "RUB"),
        ("₩", "KRW"), ("원", "KRW"), ("円", "JPY"), ("ZŁ", "PLN"), ("KČ", "CZK"), ("ФТ", "HUF"), ("฿", "THB"),
        ("บาท", "THB"),
        ("₫", "VND"), ("₺", "TRY"), ("₪", "ILS"), ("ש\"ח", "ILS"), ("₴", "UAH"), ("ГРН", "UAH"), ("₸", "KZT"),
        ("ТГ", "KZT"),
        ("ТЕНГЕ", "KZT"), ("د.إ", "AED"), ("درهم", "AED"), ("ر.س", "SAR"), ("ريال", "SAR"), ("ج.م", "EGP"),
        ("د.ك", "KWD"), ("₱", "PHP"),
        ("₦", "NGN"), ("৳", "BDT"), ("S/", "PEN"), ("₾", "GEL"), ("₼", "AZN"), ("EURO", "EUR"),
    ]
    /// Words that stand for a currency only beside a number: `1 299 lei`.
    static let besideNumber = NameTable(words.map { (String(decoding: Letters.lowercased($0), as: UTF8.self), $1) })

    private static let words: [(String, String)] = [
        ("LEI", "RON"), ("FT", "HUF"), ("TL", "TRY"), ("RM", "MYR"), ("RP", "IDR"), ("DIN", "RSD"), ("KN", "HRK"),
        ("R", "ZAR"),
        ("KSH", "KES"), ("Đ", "VND"),
        ("NIS", "ILS"), ("FR", "CHF"), ("SFR", "CHF"), ("AED", "AED"), ("BR", "BYN"), ("DH", "AED"), ("DHS", "AED"),
        ("QR", "QAR"),
        ("PLN", "PLN"), ("KD", "KWD"),
        // Codes that are words: anywhere else they are not looked for.
        ("ALL", "ALL"), ("TRY", "TRY"), ("MAD", "MAD"), ("PEN", "PEN"), ("COP", "COP"),
    ]
}
