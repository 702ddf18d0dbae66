/// What a page tells of how its prices are written: its language, its address, a currency its markup names, and its other
/// prices.
struct PriceLocale: Sendable, Equatable {
    /// The language's code in lower case, without region: `de`.
    var language: String?
    /// The country's code in lower case, from the language's region or the address's domain: `ch`.
    var country: String?
    /// ISO 4217 code that the page's markup names.
    var currency: String?
    /// Whether other prices on the page show that a comma stands before decimals; `nil` when none shows.
    var usesDecimalComma: Bool?

    init(language tag: String? = nil, url: String? = nil, currency: String? = nil) {
        let tag = tag.flatMap { $0.utf8.count <= Self.longestTag ? $0 : nil }
        let parts = (tag ?? "").lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
        language = parts.first.flatMap { (2...3).contains($0.count) ? $0 : nil }
        let region = parts.dropFirst().first { $0.count == 2 }
        // A domain says where a shop sells more surely than a language's region, which is often left at its default.
        country = Self.country(ofAddress: url) ?? region
        self.currency = currency
    }

    // RFC 5646 needs fewer bytes.
    private static let longestTag = 100

    /// The same page with a currency named beside the price.
    func with(currency: String?) -> PriceLocale {
        guard let code = Currency.code(currency) else { return self }
        var locale = self
        locale.currency = code
        return locale
    }

    /// Whether a comma stands before decimals, as far as the page's other prices or its language tell.
    var decimalComma: Bool? {
        usesDecimalComma ?? country.flatMap { Self.byCountry[$0] } ?? language.flatMap { Self.byLanguage[$0] }
    }

    private static func country(ofAddress url: String?) -> String? {
        guard let url, let scheme = url.firstRange(of: "//") else { return nil }
        let host = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != ":" && $0 != "#" }.lowercased()
        guard let last = host.split(separator: ".").last, last.count == 2,
            !["co", "io", "me", "tv", "ai", "eu", "cc"].contains(last)
        else { return nil }
        return last == "uk" ? "gb" : String(last)
    }

    private static func table(_ comma: String, _ point: String) -> [String: Bool] {
        var result: [String: Bool] = [:]
        for code in comma.split(separator: " ") { result[String(code)] = true }
        for code in point.split(separator: " ") { result[String(code)] = false }
        return result
    }

    private static let byLanguage = table(
        "de fr es it pt nl da sv nb no nn fi pl cs sk hu ro bg el ru uk be tr id vi hr sl sr lt lv et is ca gl eu kk az ka",
        "en zh ja ko th he iw hi ar fa ms ta bn ur ga cy")
    private static let byCountry = table(
        "de at fr es it pt br nl be dk se no fi pl cz sk hu ro bg gr ru ua by tr id vn hr si rs lt lv ee is ar cl co uy py ve kz",
        "us gb ie au nz ca cn jp kr th il in mx ph my sg hk tw pk bd lk ae sa za ng ke pe ch li gt cr")
}
