/// Reads a product out of `<meta>` tags: Open Graph (ogp.me) with its product vocabulary, and Twitter cards.
enum MetaTags {
    /// All properties with their contents, in document order.
    static func properties(_ page: PageTree) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for node in page.elements("meta") {
            guard let name = page.attribute("property", of: node) ?? page.attribute("name", of: node),
                let content = Whitespace.meaningful(page.attribute("content", of: node))
            else { continue }
            result[name.lowercased(), default: []].append(PlainText.decoded(content))
        }
        return result
    }

    /// What the tags say.
    static func fields(_ properties: [String: [String]], language: String?) -> ProductFields {
        func first(_ names: String...) -> String? { names.lazy.compactMap { properties[$0]?.first }.first }
        var fields = ProductFields()
        fields.title = first("og:title", "twitter:title")
        fields.description = first("og:description", "twitter:description")
        fields.brand = first("product:brand", "og:brand")
        fields.itemID = first("product:retailer_item_id", "product:sku", "product:gtin", "product:ean", "product:upc")
        fields.images =
            properties["og:image:secure_url"] ?? properties["og:image"] ?? properties["og:image:url"]
            ?? properties["twitter:image"] ?? []
        let amount = first(
            "product:sale_price:amount", "product:price:amount", "og:price:amount", "product:price", "og:price")
        if let amount, let money = Money(amount, language: language, isMachineReadable: true) {
            fields.price = money.amount
            fields.currency =
                first("product:sale_price:currency", "product:price:currency", "og:price:currency")?.uppercased()
                ?? money.currency
        }
        fields.availability = first("product:availability", "og:availability").flatMap(Availability.name)
        if let category = first("product:category") {
            let levels = category.split(separator: ">").map { Whitespace.folded(String($0)) }
            if let path = Breadcrumbs.path(levels, fields.title) { fields.categories = [path] }
        }
        fields.url = first("og:url")
        return fields
    }

    /// Whether the tags call the page a product's.
    static func callItAProduct(_ properties: [String: [String]]) -> Bool {
        let type = properties["og:type"]?.first?.lowercased() ?? ""
        return type.hasSuffix("product") || type == "product.item" || type.hasSuffix(":product")
            || properties.keys.contains { $0.hasPrefix("product:price") || $0.hasPrefix("og:price") }
    }
}
