/// Brings together what the sources on a page say.
struct PageReader {
    private let page: PageTree
    private let fileName: String
    private let meta: [String: [String]]
    private let language: String?
    private let canonical: String?

    init(_ page: PageTree, fileName: String) {
        self.page = page
        self.fileName = fileName
        meta = MetaTags.properties(page)
        language =
            page.elements("html").first.flatMap { page.attribute("lang", of: $0) ?? page.attribute("xml:lang", of: $0) }
            .flatMap { Whitespace.meaningful($0) }
            ?? meta["og:locale"]?.first?.replacing("_", with: "-") ?? meta["content-language"]?.first
        canonical = page.elements("link").first { page.attribute("rel", of: $0)?.lowercased() == "canonical" }
            .flatMap { Whitespace.meaningful(page.attribute("href", of: $0)) }
    }

    func read() throws(ProductPageError) -> ProductPage {
        guard page.nodes.contains(where: { !$0.name.isEmpty && !["html", "body", "p"].contains($0.name) }) else {
            throw .notHTML
        }
        let openGraph = MetaTags.fields(meta, language: language)
        let visible = VisibleText(page: page, language: language)
        let titles = [visible.title, openGraph.title, visible.documentTitle].compactMap { $0 }
        let seen = visible.fields()
        let url = canonical ?? openGraph.url
        var sources: [(name: String, fields: ProductFields)] = []
        for (name, items) in [("json-ld", JSONLD.items(page)), ("microdata", Microdata.items(page))] {
            if let fields = SchemaProduct.fields(items, titles: titles, url: url, language: language) {
                sources.append((name, fields))
            }
        }
        let isDeclared = !sources.isEmpty || MetaTags.callItAProduct(meta)
        guard isDeclared || (seen.title != nil && seen.price != nil) else {
            throw .noProduct(
                reason: "it has no schema.org Product, no Open Graph product, and no heading with a price")
        }
        return merged(sources + [("open-graph", openGraph), ("html", seen)], url: url)
    }

    private func merged(_ sources: [(name: String, fields: ProductFields)], url: String?) -> ProductPage {
        var result = ProductPage(
            itemID: "", categories: [], images: [], reviews: [], language: language,
            url: url ?? sources.lazy.compactMap { $0.fields.url }.first, source: [:], isCut: page.isCut)
        func take<Value>(_ field: String, _ value: (ProductFields) -> Value?) -> Value? {
            for (name, fields) in sources {
                guard let value = value(fields) else { continue }
                result.source[field] = name
                return value
            }
            return nil
        }
        func nonEmpty<Element>(_ values: [Element]) -> [Element]? { values.isEmpty ? nil : values }
        result.title = take("title", \.title)
        result.brand = take("brand", \.brand)
        result.description = take("description", \.description) ?? meta["description"]?.first
        result.availability = take("availability", \.availability)
        result.categories = take("categories") { nonEmpty($0.categories) } ?? []
        result.images = take("images") { nonEmpty($0.images) } ?? []
        result.rating = take("rating", \.rating)
        result.reviewCount = take("review_count", \.reviewCount)
        result.reviews = take("reviews") { nonEmpty($0.reviews) } ?? []
        if let price = take("price", { fields in fields.price.map { ($0, fields.currency) } }) {
            result.price = price.0
            // A price without a currency may borrow it from a source that has the same price, or from anywhere.
            result.currency = price.1
            if price.1 != nil { result.source["currency"] = result.source["price"] }
        }
        if result.price != nil, result.currency == nil { result.currency = take("currency", \.currency) }
        if result.description != nil, result.source["description"] == nil { result.source["description"] = "html" }
        if let id = take("item_id", \.itemID) {
            result.itemID = id
        } else {
            result.itemID = name(ofURL: result.url) ?? name(ofFile: fileName)
            result.source["item_id"] = name(ofURL: result.url) == nil ? "file-name" : "url"
        }
        return result
    }

    // The last part of an address's path that has something in it.
    private func name(ofURL url: String?) -> String? {
        guard let url, let scheme = url.firstRange(of: "://") else { return nil }
        let path = url[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }.split(separator: "/").dropFirst()
        return path.last.map { name(ofFile: String($0)) }
    }

    private func name(ofFile path: String) -> String {
        var name = String(path.split(separator: "/").last ?? "page")
        for ending in [".gz", ".html", ".htm", ".xhtml"] where name.lowercased().hasSuffix(ending) {
            name.removeLast(ending.count)
        }
        return name
    }
}
