/// What `<meta>` tags say: Open Graph (ogp.me) with its product vocabulary, Twitter cards, Dublin Core.
struct MetaTags {
    /// All properties in lower case with their contents, in document order.
    let properties: [String: [String]]

    // A longer one is a page whose quotation mark does not end.
    private static let longestName = 200

    init(_ page: PageTree) {
        var properties: [String: [String]] = [:]
        for node in page.elements(.meta) {
            guard
                let name = page.attribute(.property, of: node) ?? page.attribute(.name, of: node)
                    ?? page.attribute(.httpEquiv, of: node),
                name.utf8.count <= Self.longestName,
                let content = Whitespace.meaningful(page.attribute(.content, of: node))
            else { continue }
            properties[name.lowercased(), default: []].append(PlainText.decoded(content))
        }
        self.properties = properties
    }

    /// The content of the first of these properties that has one.
    func first(_ names: String...) -> String? { names.lazy.compactMap { properties[$0]?.first }.first }

    /// What the tags say of a product.
    func fields(_ locale: PriceLocale) -> ProductFields {
        var fields = ProductFields()
        fields.title = first("og:title", "twitter:title", "dc.title", "dcterms.title").map(withoutSiteName)
        fields.description = first("og:description", "twitter:description", "dc.description", "dcterms.description")
        fields.brand = first("product:brand", "og:brand", "product:manufacturer")
        fields.sku = first("product:retailer_item_id", "product:sku", "product:retailer_part_no", "og:sku")
        fields.gtin = first(
            "product:gtin", "product:ean", "product:upc", "product:isbn", "og:upc", "og:ean", "book:isbn")
        fields.mpn = first("product:mfr_part_no", "product:mpn")
        fields.images =
            properties["og:image:secure_url"] ?? properties["og:image"] ?? properties["og:image:url"]
            ?? properties["twitter:image"] ?? properties["twitter:image:src"] ?? []
        takePrice(&fields, locale)
        fields.availability = (first("product:availability", "og:availability") ?? twitter(["availability"])).flatMap(
            Availability.name)
        if let category = first("product:category") {
            let levels = category.split(separator: ">").map { Whitespace.folded(String($0)) }
            if let path = Breadcrumbs.path(levels, fields.title) { fields.categories = [path] }
        }
        fields.rating = first("og:rating", "product:rating:value").flatMap { Double($0) }
        if let rating = fields.rating, !(0...5).contains(rating) { fields.rating = nil }
        fields.reviewCount = first("og:rating_count", "product:rating:count").flatMap(Int.init(shown:))
        fields.url = first("og:url")
        return fields
    }

    private static let separators = [" | ", " - ", " – ", " — ", " :: ", " · ", ": ", "｜"].map { Array($0.utf8) }
    private static let longestTitle = 1000

    // "Mug | My shop" of a site that is called My shop.
    private func withoutSiteName(_ title: String) -> String {
        guard title.utf8.count <= Self.longestTitle, let site = first("og:site_name").map({ TitleWords.key($0) }) else {
            return title
        }
        let key = TitleWords.key(title)
        guard key.count > site.count, key.starts(with: site) || key.suffix(site.count) == site[...] else {
            return title
        }
        for separator in Self.separators {
            let parts = Array(title.utf8).parts(between: separator)
            guard parts.count > 1 else { continue }
            let kept: ArraySlice<ArraySlice<UInt8>>
            if TitleWords.key(parts[parts.count - 1]) == site {
                kept = parts.dropLast()
            } else if TitleWords.key(parts[0]) == site {
                kept = parts.dropFirst()
            } else {
                continue
            }
            return String(decoding: Array(kept.joined(separator: separator)), as: UTF8.self)
        }
        return title
    }

    private func takePrice(_ fields: inout ProductFields, _ locale: PriceLocale) {
        let amount =
            first("product:sale_price:amount", "product:price:amount", "og:price:amount", "product:price", "og:price")
            ?? twitter(["price"])
        let currency = first(
            "product:sale_price:currency", "product:price:currency", "og:price:currency", "og:currency")
        guard let amount, let money = Money(amount, locale.with(currency: currency), isMachineReadable: true),
            money.amount > 0
        else {
            return
        }
        fields.price = money.amount
        fields.currency = Currency.code(currency) ?? money.currency
    }

    // A product card has up to four labels with data: twitter:label1 "Price", twitter:data1 "$10".
    private func twitter(_ labels: Set<String>) -> String? {
        for number in 1...4 {
            if let label = first("twitter:label\(number)"), labels.contains(label.lowercased()) {
                return first("twitter:data\(number)")
            }
        }
        return nil
    }

    /// Whether the tags call the page a product's.
    var callItAProduct: Bool {
        let type = first("og:type")?.lowercased() ?? ""
        return type.hasSuffix("product") || type == "product.item" || type.hasSuffix(":product")
            || properties.keys.contains { $0.hasPrefix("product:price") || $0.hasPrefix("og:price") }
    }
}
