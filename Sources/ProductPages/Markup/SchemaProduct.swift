/// Reads a product out of things in the schema.org vocabulary.
struct SchemaProduct {
    /// Titles that the page gives elsewhere: they tell the page's product from others on it.
    let titles: [String]
    let url: String?
    let locale: PriceLocale

    private static let productTypes: Set<String> = [
        "Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", "Vehicle", "Car", "Book",
        "product",
        "ProductCollection", "Motorcycle", "MusicAlbum", "Movie", "SoftwareApplication", "VideoGame", "Event",
        "MusicEvent",
    ]
    private static let listTypes: Set<String> = ["BreadcrumbList", "Breadcrumb"]
    private static let mostCategories = 100
    private static let mostTrails = 20
    private static let mostImages = 500
    private static let longestCategory = 2000
    private static let ratingTypes: Set<String> = ["AggregateRating"]

    /// What the page's main product is, among `items` and what they are about.
    func fields(_ items: [SchemaItem]) -> ProductFields? {
        let products = items.flatMap { self.products($0, depth: 0) }.map { Named(item: $0, name: $0.text("name")) }
            .filter { $0.name != nil || !$0.item.items("offers").isEmpty }
        var fields: ProductFields
        if let product = mainProduct(products) {
            fields = self.fields(product)
        } else if let offer = items.first(where: { $0.isA("Offer") || $0.isA("AggregateOffer") }) {
            // An offer that stands alone is for what the page is about.
            fields = ProductFields()
            SchemaOffers([offer], of: offer, locale).fill(&fields)
        } else {
            fields = ProductFields()
        }
        let trails = items.flatMap(SchemaBreadcrumbs.trails)
        if let longest = trails.max(by: { $0.count < $1.count }) { fields.breadcrumbs = longest }
        if fields.categories.isEmpty || fields.categories.allSatisfy({ $0.count == 1 }) {
            // Things that refer to the same trail repeat it.
            var paths: [[String]] = []
            for trail in trails.prefix(Self.mostTrails) {
                let path = Breadcrumbs.path(trail.compactMap(\.name), fields.title ?? titles.first)
                if let path, !paths.contains(path) { paths.append(path) }
            }
            if !paths.isEmpty { fields.categories = paths }
        }
        if fields.rating == nil, let aggregate = items.first(where: { $0.isA(Self.ratingTypes) }) {
            take(rating: aggregate, into: &fields)
        }
        if fields.reviews.isEmpty {
            fields.reviews = items.filter { $0.isA("Review") || $0.isA("UserReview") }.compactMap(Self.review)
        }
        return fields.title == nil && fields.price == nil && fields.breadcrumbs.isEmpty && fields.rating == nil
            ? nil : fields
    }

    /// What a thing says that the page is about; a list is named where it is of products.
    static func pageTypes(_ item: SchemaItem) -> [String] {
        guard item.isA("ItemList") else { return item.types }
        let elements = item.items("itemListElement").prefix(mostListed)
        let listed = elements.flatMap { [$0] + $0.items("item") }.filter { $0.isA(productTypes) }
        return Set(listed.map { $0.text("name") }).count > 1 ? item.types : []
    }

    private static let mostListed = 100

    // A thing that is a product, and what pages say they are about.
    private func products(_ item: SchemaItem, depth: Int) -> [SchemaItem] {
        if item.isA(Self.productTypes) { return [item] }
        guard depth < 3 else { return [] }
        return item.items("mainEntity", "about", "mainEntityOfPage", "item", "itemOffered").flatMap {
            products($0, depth: depth + 1)
        }
    }

    private static let pointsOfOffers = 1

    private struct Named {
        let item: SchemaItem
        let name: String?
    }

    private func mainProduct(_ products: [Named]) -> SchemaItem? {
        guard products.count > 1 else { return products.first?.item }
        let known = titles.map { TitleWords($0) }
        func points(_ product: Named) -> Int {
            var points = 0
            if let name = product.name {
                let name = TitleWords(name)
                if known.contains(where: { $0.key == name.key }) {
                    points += 4
                } else if known.contains(where: { $0.overlap(name) > 0.7 }) {
                    points += 2
                }
            }
            let item = product.item
            if let url, item.text("url") == url || item.id == url { points += 2 }
            if !item.items("offers").isEmpty || !item.items("hasVariant").isEmpty { points += Self.pointsOfOffers }
            return points
        }
        let all = products.map(points)
        guard let best = all.max(), let place = all.firstIndex(of: best) else { return nil }
        // Of several that the page is not called by, it lists each and is about none.
        return best <= Self.pointsOfOffers && !titles.isEmpty && isList(products) ? nil : products[place].item
    }

    // Variants are called much the same, or stand at no addresses of their own.
    private func isList(_ products: [Named]) -> Bool {
        guard let first = products.first, let address = first.item.text("url") ?? first.item.id else { return false }
        let key = TitleWords.key(first.name ?? "")
        return products.contains { other in
            let otherKey = TitleWords.key(other.name ?? "")
            let sharedCount = zip(key, otherKey).prefix { $0 == $1 }.count
            return 2 * sharedCount < min(key.count, otherKey.count)
                && (other.item.text("url") ?? other.item.id).map { $0 != address } ?? false
        }
    }

    private func fields(_ product: SchemaItem) -> ProductFields {
        var fields = ProductFields()
        var variants = product.items("hasVariant", "model", "isVariantOf").filter {
            $0.isA(Self.productTypes) || $0.types.isEmpty
        }
        if let url, let chosen = variants.first(where: { isAt(url, $0) }) { variants = [chosen] }
        var offers = product.items("offers") + variants.flatMap { $0.items("offers") }
        var chosen: SchemaItem?
        if let url {
            // Some shops give all variants the product's address, which chooses none.
            let places = offers.indices.filter { isAt(url, offers[$0]) }
            if places.count == 1 {
                chosen = offers.remove(at: places[0])
            } else if places.isEmpty {
                let nested = offers.flatMap { $0.items("offers") }.filter { isAt(url, $0) }
                chosen = nested.count == 1 ? nested[0] : nil
            }
        }
        let all = SchemaOffers(chosen: chosen, offers, of: product, locale)
        all.fill(&fields)
        func code(_ names: String..., in things: [SchemaItem]) -> String? {
            var left = Self.mostTooLong
            for thing in things {
                for name in names {
                    guard let text = thing.text(name), left > 0 else { continue }
                    if let code = Self.withoutPrefix(text) { return code }
                    left -= 1
                }
            }
            return nil
        }
        let parts = all.items + all.nested + variants
        let group = chosen != nil || variants.count == 1 ? nil : product.text("productGroupID")
        fields.sku =
            code("sku", in: [product]) ?? group ?? code("sku", in: parts)
            ?? code("productID", "identifier", in: [product] + parts) ?? product.text("productGroupID")
        fields.gtin = code(
            "gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn", "ean", "upc", in: [product] + parts
        ).map { ProductCode.gtin($0) ?? $0 }
        fields.mpn = code("mpn", in: [product] + parts)
        fields.title = product.text("name")
        fields.description = product.text("description")
        fields.brand = BrandName.cleaned(product.text("brand") ?? product.text("manufacturer"))
        fields.images = (product.texts("image") + variants.flatMap { $0.texts("image") }).prefix(Self.mostImages)
            .compactMap(PageAddress.whole)
        fields.categories = product.texts("category").prefix(Self.mostCategories).compactMap { category in
            category.utf8.count > Self.longestCategory
                ? nil
                : Breadcrumbs.path(category.split { $0 == ">" || $0 == "›" || $0 == "»" }.map { String($0) }, nil)
        }
        fields.url = product.text("url")
        for property in product.items("additionalProperty") {
            if let name = property.text("name"), let value = property.text("value") { fields.attributes[name] = value }
        }
        if let aggregate = product.items("aggregateRating").first { take(rating: aggregate, into: &fields) }
        fields.reviews = product.items("review", "reviews").compactMap(Self.review)
        return fields
    }

    private func isAt(_ url: String, _ item: SchemaItem) -> Bool {
        guard let own = item.text("url") ?? item.id else { return false }
        return own == url || own.utf8.count > 8 && url.hasSuffix(own)
    }

    private static let longestCode = 400
    // Where markup does not end, each thing's code is as long as the page.
    private static let mostTooLong = 3

    // productID and identifier are written "isbn:123" or "sku:123" by the book.
    private static func withoutPrefix(_ text: String) -> String? {
        guard text.utf8.count <= longestCode else { return nil }
        guard let colon = text.firstIndex(of: ":"), text[..<colon].allSatisfy(\.isLetter), !text.contains("//") else {
            return text
        }
        return Whitespace.meaningful(String(text[text.index(after: colon)...]))
    }

    private func take(rating aggregate: SchemaItem, into fields: inout ProductFields) {
        fields.rating = Stars.rating(aggregate)
        fields.reviewCount = aggregate.text("reviewCount", "ratingCount").flatMap(Int.init(shown:))
    }

    private static func review(_ item: SchemaItem) -> PageReview? {
        guard let text = item.text("reviewBody", "description") else { return nil }
        return PageReview(
            text: PlainText.decoded(text), title: item.text("name", "headline"),
            rating: item.items("reviewRating").first.flatMap(Stars.rating), author: item.text("author"),
            date: item.text("datePublished", "dateCreated"))
    }
}

extension Int {
    private static let longestShown = 1000

    // "1,234 reviews" is 1234.
    init?(shown text: String) {
        let digits = text.prefix(Self.longestShown).drop { !$0.isNumber }.prefix {
            $0.isNumber || $0 == "," || $0 == "." || $0 == " " || $0 == "\u{A0}"
        }
        self.init(digits.filter { $0.isASCII && $0.isNumber })
    }
}
