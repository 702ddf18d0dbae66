/// What all sources on a page say, weighed against one another.
struct Evidence {
    private(set) var sources: [Entry] = []

    /// What one source says. Shared: it is asked field by field, and fields are many.
    final class Entry: Sendable {
        let source: Source
        let fields: ProductFields
        let confidence: [String: Double]

        init(_ source: Source, _ fields: ProductFields, _ confidence: [String: Double]) {
            self.source = source
            self.fields = fields
            self.confidence = confidence
        }
    }

    mutating func add(_ fields: ProductFields, _ source: Source, _ confidence: [String: Double] = [:]) {
        var confidence = confidence
        if let gtin = fields.gtin, ProductCode.gtin(gtin) == nil, !ProductCode.isISBN10(gtin) {
            confidence["gtin"] = Self.wrongCheckDigit
        }
        sources.append(Entry(source, fields, confidence))
    }

    // Mistyped, or a code of another kind.
    private static let wrongCheckDigit = 0.2

    func has(_ isSaid: (ProductFields) -> Bool) -> Bool { sources.contains { isSaid($0.fields) } }

    /// Whether anything names a price; what is seen alone does where `isOffer`.
    func hasPrice(seen isOffer: Bool) -> Bool {
        sources.contains { $0.fields.price != nil && ($0.source != .html || isOffer) }
    }

    /// Whether structured data says what the page's product is.
    var namesProduct: Bool {
        sources.contains { $0.source != .openGraph && $0.source != .html && $0.fields.title != nil }
    }

    func first<Value>(_ value: (ProductFields) -> Value?) -> Value? {
        for entry in sources { if let found = value(entry.fields) { return found } }
        return nil
    }

    func all<Value>(_ value: (ProductFields) -> Value?) -> [Value] { sources.compactMap { value($0.fields) } }

    /// Whether a field that scripts often hold is still missing, or known from what is visible alone.
    var needsScripts: Bool {
        func isMarked<Value>(_ value: (ProductFields) -> Value?) -> Bool {
            sources.contains { $0.source != .html && value($0.fields) != nil }
        }
        return !(isMarked(\.sku) && isMarked(\.price) && isMarked(\.brand) && isMarked(\.availability))
    }

    /// Decides every field and notes where it comes from.
    func decide(into page: inout ProductPage) {
        page.title = vote("title", &page, \.title, key: { String(decoding: TitleWords.key($0), as: UTF8.self) })
        discountingOldPrices().decidePrice(&page)
        page.brand = vote("brand", &page, \.brand, key: { String(decoding: TitleWords.key($0), as: UTF8.self) })
        page.sku = vote("sku", &page, { $0.sku }, key: { $0.lowercased() })
        page.gtin = vote("gtin", &page, { $0.gtin }, key: { $0 })
        page.mpn = vote("mpn", &page, { $0.mpn }, key: { $0.lowercased() })
        page.availability = vote(
            "availability", &page, \.availability, key: { Availability.isAvailable($0) ? "yes" : "no" })
        page.description = best("description", &page, EvidenceText.of) { $0.description }
        page.categories =
            best("categories", &page, EvidenceText.of) { $0.categories.isEmpty ? nil : $0.categories } ?? []
        page.breadcrumbs =
            best("breadcrumbs", &page, EvidenceText.of) { $0.breadcrumbs.isEmpty ? nil : $0.breadcrumbs } ?? []
        takeShownLevels(&page)
        page.images = best("images", &page, EvidenceText.of) { $0.images.isEmpty ? nil : $0.images } ?? []
        page.rating = best("rating", &page, EvidenceText.of) { $0.rating }
        page.reviewCount = best("review_count", &page, EvidenceText.of) { $0.reviewCount }
        page.reviews = best("reviews", &page, EvidenceText.of) { $0.reviews.isEmpty ? nil : $0.reviews } ?? []
        page.attributes =
            best("attributes", &page, EvidenceText.of) { $0.attributes.isEmpty ? nil : $0.attributes } ?? [:]
    }

    // What is shown adds the levels, names and addresses that a trail in markup lacks.
    private func takeShownLevels(_ page: inout ProductPage) {
        guard let shown = sources.first(where: { $0.source == .html && !$0.fields.breadcrumbs.isEmpty })?.fields,
            page.source["breadcrumbs"] != Source.html.rawValue,
            let joined = BreadcrumbCleaning.joined(markup: page.breadcrumbs, visible: shown.breadcrumbs)
        else { return }
        page.breadcrumbs = joined
    }

    private func confidence(_ index: Int, _ field: String) -> Double {
        sources[index].confidence[field] ?? sources[index].source.trust
    }

    // The first source that has the field; sources stand in the order of trust.
    private func best<Value>(
        _ field: String, _ page: inout ProductPage, _ text: (Value) -> String, _ value: (ProductFields) -> Value?
    ) -> Value? {
        var taken: Value?
        for index in sources.indices {
            guard let value = value(sources[index].fields) else { continue }
            page.evidence.append(
                PageEvidence(
                    field: field, value: text(value), source: sources[index].source,
                    confidence: confidence(index, field), isTaken: taken == nil))
            if taken == nil {
                taken = value
                page.source[field] = sources[index].source.rawValue
                page.confidence[field] = confidence(index, field)
            }
        }
        return taken
    }

    // No name or code has as many bytes; what is longer is a page whose markup does not end.
    private static let longestVoted = 2000

    // Sources that say the same support one another; the value with the most support wins, at equal support the first.
    private func vote(
        _ field: String, _ page: inout ProductPage, _ value: (ProductFields) -> String?, key: (String) -> String
    ) -> String? {
        var said: [(index: Int, value: String, key: String)] = []
        for index in sources.indices {
            guard let text = Whitespace.meaningful(value(sources[index].fields)), text.utf8.count <= Self.longestVoted
            else { continue }
            said.append((index, text, key(text)))
        }
        guard let winner = winner(said.map { ($0.index, $0.key) }, field) else { return nil }
        note(field, said.map { ($0.index, $0.value, $0.key == said[winner.at].key) }, winner.confidence, &page)
        return said[winner.at].value
    }

    private func winner(_ said: [(index: Int, key: String)], _ field: String) -> (at: Int, confidence: Double)? {
        var best: (at: Int, support: Double)?
        var total = 0.0
        for at in said.indices where !said[..<at].contains(where: { $0.key == said[at].key }) {
            let support = said.filter { $0.key == said[at].key }.reduce(0) { $0 + confidence($1.index, field) }
            total += support
            if best.map({ support > $0.support + 1e-9 }) ?? true { best = (at, support) }
        }
        guard let best else { return nil }
        // Each further source that agrees halves the doubt at least; those that disagree take their share.
        let doubt = said.filter { $0.key == said[best.at].key }.reduce(1) { $0 * (1 - confidence($1.index, field)) }
        let share = best.support / max(total, 1e-9)
        return (best.at, (1 - doubt) * (0.4 + 0.6 * share))
    }

    private func note(
        _ field: String, _ said: [(index: Int, value: String, agrees: Bool)], _ confidence: Double,
        _ page: inout ProductPage
    ) {
        guard let first = said.first(where: { $0.agrees }) else { return }
        page.source[field] = sources[first.index].source.rawValue
        page.confidence[field] = confidence
        for entry in said {
            page.evidence.append(
                PageEvidence(
                    field: field, value: entry.value, source: sources[entry.index].source,
                    confidence: self.confidence(entry.index, field), isTaken: entry.agrees))
        }
    }

    // Some shops' markup keeps the price that the page shows as the old one: it speaks for less.
    private func discountingOldPrices() -> Evidence {
        let old = sources.flatMap(\.fields.oldPrices)
        guard !old.isEmpty else { return self }
        var evidence = self
        for index in sources.indices {
            let entry = sources[index]
            guard let price = entry.fields.price, old.contains(price) else { continue }
            var confidence = entry.confidence
            confidence["price"] = self.confidence(index, "price") * 0.3
            evidence.sources[index] = Entry(entry.source, entry.fields, confidence)
        }
        return evidence
    }

    private func decidePrice(_ page: inout ProductPage) {
        var said: [(index: Int, value: Double)] = []
        for index in sources.indices { if let price = sources[index].fields.price { said.append((index, price)) } }
        // A source with several offers supports each of their prices a little less.
        var votes = said.map { ($0.index, "\($0.value)") }
        for index in sources.indices {
            for other in sources[index].fields.otherPrices
            where said.contains(where: { $0.value == other && $0.index != index }) {
                if !votes.contains(where: { $0.0 == index && $0.1 == "\(other)" }) { votes.append((index, "\(other)")) }
            }
        }
        guard let winner = winner(votes, "price"), let price = Double(votes[winner.at].1) else { return }
        page.price = price
        var confidence = winner.confidence
        let agreeing = said.filter { $0.value == price }
        if let first = agreeing.first, sources[first.index].fields.isPriceAmbiguous, agreeing.count == 1 {
            confidence *= 0.6
        }
        note("price", said.map { ($0.index, EvidenceText.of($0.value), $0.value == price) }, confidence, &page)
        // The currency belongs to the price: from a source that names it beside this price, or else from any.
        let named =
            agreeing.first { sources[$0.index].fields.currency != nil }?.index
            ?? sources.indices.first { sources[$0].fields.currency != nil }
        if let named {
            page.currency = sources[named].fields.currency
            page.source["currency"] = sources[named].source.rawValue
            page.confidence["currency"] = self.confidence(named, "currency")
        }
        for index in sources.indices {
            guard let currency = sources[index].fields.currency else { continue }
            page.evidence.append(
                PageEvidence(
                    field: "currency", value: currency, source: sources[index].source,
                    confidence: self.confidence(index, "currency"),
                    isTaken: currency == page.currency))
        }
    }
}

/// Values as a line of text.
enum EvidenceText {
    static func of(_ text: String) -> String { text }
    static func of(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
    }
    static func of(_ count: Int) -> String { "\(count)" }
    static func of(_ paths: [[String]]) -> String { paths.map { $0.joined(separator: " > ") }.joined(separator: " | ") }
    static func of(_ trail: [Breadcrumb]) -> String { trail.map { $0.name ?? $0.url ?? "" }.joined(separator: " > ") }
    static func of(_ texts: [String]) -> String { texts.joined(separator: " ") }
    static func of(_ reviews: [PageReview]) -> String { "\(reviews.count) reviews" }
    static func of(_ attributes: [String: String]) -> String { "\(attributes.count) attributes" }
}
