/// Reads a product out of things in the schema.org vocabulary.
enum SchemaProduct {
    private static let productTypes: Set<String> = [
        "Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", "Vehicle", "Car", "Book",
        "ProductCollection",
    ]
    private static let listTypes: Set<String> = ["BreadcrumbList", "Breadcrumb"]

    /// What the page's main product is, among `items` and what they are about; `titles` and `url` tell it from others.
    static func fields(_ items: [SchemaItem], titles: [String], url: String?, language: String?) -> ProductFields? {
        let products = items.flatMap(products).filter { $0.text("name") != nil || !$0.items("offers").isEmpty }
        guard let product = mainProduct(products, titles: titles, url: url) else { return nil }
        var fields = self.fields(product, language: language)
        if fields.categories.isEmpty || fields.categories.allSatisfy({ $0.count == 1 }) {
            let paths = items.flatMap(breadcrumbs).compactMap { Breadcrumbs.path($0, title: fields.title) }
            if !paths.isEmpty { fields.categories = paths }
        }
        if fields.reviews.isEmpty {
            fields.reviews = items.filter { $0.isA(["Review"]) }.compactMap(review)
        }
        return fields
    }

    // A thing that is a product, and what pages say they are about.
    private static func products(_ item: SchemaItem) -> [SchemaItem] {
        if item.isA(productTypes) { return [item] }
        return (item.items("mainEntity") + item.items("about") + item.items("mainEntityOfPage")).filter {
            $0.isA(productTypes)
        }
    }

    private static func mainProduct(_ products: [SchemaItem], titles: [String], url: String?) -> SchemaItem? {
        guard products.count > 1 else { return products.first }
        let known = Set(titles.map { Whitespace.folded($0).lowercased() })
        func points(_ product: SchemaItem) -> Int {
            var points = 0
            if let name = product.text("name"), known.contains(Whitespace.folded(name).lowercased()) { points += 4 }
            if let url, product.text("url") == url || product.id == url { points += 2 }
            if !product.items("offers").isEmpty { points += 1 }
            return points
        }
        let best = products.map(points).max() ?? 0
        return products.first { points($0) == best }
    }

    private static func fields(_ product: SchemaItem, language: String?) -> ProductFields {
        var fields = ProductFields()
        let variants = product.items("hasVariant")
        let offers = product.items("offers") + variants.flatMap { $0.items("offers") }
        fields.itemID =
            product.text("sku", "productID", "gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn", "mpn")
            ?? offers.lazy.compactMap { $0.text("sku", "gtin13", "mpn") }.first ?? product.text("productGroupID")
        if let id = fields.itemID, let colon = id.firstIndex(of: ":"), id[..<colon].allSatisfy(\.isLetter) {
            // productID is written "isbn:123" by the book.
            fields.itemID = Whitespace.meaningful(String(id[id.index(after: colon)...]))
        }
        fields.title = product.text("name")
        fields.description = product.text("description")
        fields.brand = product.text("brand") ?? product.text("manufacturer")
        fields.images = product.texts("image") + variants.flatMap { $0.texts("image") }
        fields.categories = product.texts("category").compactMap { Breadcrumbs.path($0.components()) }
        fields.url = product.text("url")
        take(offers, of: product, into: &fields, language: language)
        if let aggregate = product.items("aggregateRating").first {
            fields.rating = Stars.rating(aggregate)
            fields.reviewCount = (aggregate.text("reviewCount", "ratingCount")).flatMap(Int.init(shown:))
        }
        fields.reviews = (product.items("review") + product.items("reviews")).compactMap(review)
        return fields
    }

    private static func take(
        _ offers: [SchemaItem], of product: SchemaItem, into fields: inout ProductFields, language: String?
    ) {
        for offer in offers + [product] {
            // An aggregate's own low price stands for all of its offers.
            let specifications = offer.items("priceSpecification") + offer.items("offers")
            let price = offer.text("price", "lowPrice") ?? specifications.lazy.compactMap { $0.text("price") }.first
            guard let price, let money = Money(price, language: language, isMachineReadable: true) else { continue }
            fields.price = money.amount
            fields.currency =
                offer.text("priceCurrency", "currency")
                ?? specifications.lazy.compactMap { $0.text("priceCurrency", "currency") }.first ?? money.currency
            break
        }
        fields.currency = fields.currency?.uppercased()
        let all = offers + offers.flatMap { $0.items("offers") } + [product]
        let names = all.compactMap { $0.text("availability").flatMap(Availability.name) }
        fields.availability = names.first(where: Availability.isAvailable) ?? names.first
    }

    private static func review(_ item: SchemaItem) -> PageReview? {
        guard let text = item.text("reviewBody", "description") else { return nil }
        return PageReview(
            text: PlainText.decoded(text), title: item.text("name", "headline"),
            rating: item.items("reviewRating").first.flatMap(Stars.rating), author: item.text("author"),
            date: item.text("datePublished", "dateCreated"))
    }

    private static func breadcrumbs(_ item: SchemaItem) -> [[String]] {
        if item.isA(listTypes) {
            let elements = item.items("itemListElement").enumerated().sorted { left, right in
                let positions = (left.element.text("position"), right.element.text("position"))
                let order = (
                    positions.0.flatMap(Int.init) ?? left.offset, positions.1.flatMap(Int.init) ?? right.offset
                )
                return (order.0, left.offset) < (order.1, right.offset)
            }
            return [elements.compactMap { $0.element.text("name") ?? $0.element.items("item").first?.text("name") }]
        }
        return item.items("breadcrumb").flatMap(breadcrumbs)
    }

    private static func breadcrumbs(_ items: [SchemaItem]) -> [[String]] { items.flatMap(breadcrumbs) }
}

extension Breadcrumbs {
    fileprivate static func path(_ names: [String], title: String? = nil) -> [String]? { path(names, title) }
}

extension String {
    fileprivate func components() -> [String] {
        split { $0 == ">" || $0 == "›" || $0 == "»" }.map { Whitespace.folded(String($0)) }
    }
}

extension Int {
    // "1,234 reviews" is 1234.
    init?(shown text: String) { self.init(text.filter { $0.isASCII && $0.isNumber }) }
}
