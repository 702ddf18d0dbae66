/// Brings together what the sources on a page say.
struct PageReader {
    private let page: PageTree
    private let survey: PageSurvey
    private let fileName: String
    private let meta: MetaTags
    private let language: String?
    private let canonical: String?
    private let base: String?

    init(_ page: PageTree, fileName: String, url: String?) {
        self.page = page
        self.fileName = fileName
        survey = PageSurvey(page)
        meta = MetaTags(page)
        language =
            page.elements(.html).first.flatMap { page.attribute(.lang, of: $0) ?? page.attribute(.xmlLang, of: $0) }
            .flatMap { Whitespace.meaningful($0) }
            ?? meta.first("og:locale")?.replacing("_", with: "-") ?? meta.first("content-language", "language")
        let link = page.elements(.link).first { page.attribute(.rel, of: $0)?.lowercased() == "canonical" }
            .flatMap { Whitespace.meaningful(page.attribute(.href, of: $0)) }.flatMap { PageAddress.whole($0) }
        let here = url ?? meta.first("og:url").flatMap { PageAddress.whole($0) }
        let address = link.map { PageAddress.absolute($0, base: here) } ?? here
        canonical = address
        base =
            page.elements(.base).first.flatMap { page.attribute(.href, of: $0) }.flatMap { PageAddress.whole($0) }
            .map { PageAddress.absolute($0, base: address) } ?? address
    }

    /// A reader of a page as it was fetched.
    /// - Throws: ``ProductPageError`` when it is too large or empty.
    init(
        _ bytes: [UInt8], fileName: String, url: String?, charset: String?, settings: PageSettings
    ) throws(ProductPageError) {
        self.init(
            try PageTree(page: bytes, charset: charset, settings: settings), fileName: fileName, url: url)
    }

    func read(_ scorer: PriceScorer) throws(ProductPageError) -> ProductPage {
        guard page.isHTML else { throw .notHTML }
        let known = prepared()
        var evidence = known.evidence
        let visible = known.visible
        let seen = VisibleFields(visible, base: base, evidence, scorer)
        evidence.add(seen.fields, .html, seen.confidence)
        if evidence.needsScripts {
            let codes = evidence.all(\.sku) + evidence.all(\.gtin)
            let reader = ScriptProduct(
                titles: visible.knownTitles + [visible.title].compactMap { $0 }, url: canonical,
                locale: visible.locale, knownCodes: codes)
            if let fields = reader.fields(ScriptState.tapes(page)) { evidence.add(fields, .script) }
        }
        if known.isMarkedUp || meta.callItAProduct { return finished(evidence) }
        if let reason = OtherPage(visible, seen, types: known.types, address: canonical).reason {
            throw .noProduct(reason: reason)
        }
        guard
            seen.fields.describesProduct
                || evidence.hasPrice(seen: seen.isOffer(visible)) && evidence.has({ $0.title != nil })
        else {
            throw .noProduct(
                reason: """
                    it has no schema.org Product, no Open Graph product, and no heading with a price that stands apart, or \
                    with codes and specifications
                    """)
        }
        return finished(evidence)
    }

    /// The amounts of the page that may be its price.
    func priceCandidates() -> [VisiblePrice.Candidate] {
        let visible = prepared().visible
        return VisiblePrice(visible: visible, button: BuyButton.find(visible)).candidates()
    }

    private struct Known {
        /// What markup says.
        let evidence: Evidence
        /// Whether it names a product.
        let isMarkedUp: Bool
        /// What JSON-LD says the page is about: other things in the page's elements may stand at its side.
        let types: Set<String>
        /// The page as people see it.
        let visible: VisiblePage
    }

    private func prepared() -> Known {
        var locale = PriceLocale(language: language ?? WritingSystem.language(of: survey.texts), url: canonical)
        locale.currency = Currency.code(meta.first("product:price:currency", "og:price:currency"))
        let openGraph = meta.fields(locale)
        let documentTitle = page.elements(.title).first.map { page.plainText(of: $0) }
        let headings = page.elements(.h1).prefix(3).compactMap { page.text(of: $0, most: 400) }.filter { !$0.isEmpty }
        var evidence = Evidence()
        let schema = SchemaProduct(
            titles: headings + [openGraph.title, documentTitle].compactMap { $0 }, url: canonical, locale: locale)
        let markup: [(Source, [SchemaItem])] = [
            (.jsonLD, JSONLD.items(page)), (.microdata, Microdata.items(page, survey)),
            (.rdfa, RDFaLite.items(page, survey)),
        ]
        for (source, items) in markup {
            guard var fields = schema.fields(items) else { continue }
            fields.breadcrumbs = fields.breadcrumbs.map { level in
                Breadcrumb(name: level.name, url: level.url.flatMap { BreadcrumbCleaning.address($0, base: base) })
            }
            evidence.add(fields, source)
        }
        let isMarkedUp = evidence.namesProduct
        evidence.add(openGraph, .openGraph)
        if let named = evidence.first(\.currency) { locale.currency = named }
        let titles = evidence.all(\.title)
        let visible = VisiblePage(page, survey, locale: locale, knownTitles: titles)
        return Known(
            evidence: evidence, isMarkedUp: isMarkedUp,
            types: Set(markup[0].1.flatMap(SchemaProduct.pageTypes)), visible: visible)
    }

    private func finished(_ evidence: Evidence) -> ProductPage {
        var result = ProductPage(
            itemID: "", language: language, url: canonical ?? evidence.first(\.url), isCut: page.isCut)
        evidence.decide(into: &result)
        if result.description == nil, let description = meta.first("description") {
            result.description = description
            result.note("description", .meta, 0.4, description)
        }
        result.images = result.images.map { PageAddress.absolute($0, base: base) }
        if let (field, value) = [("sku", result.sku), ("gtin", result.gtin), ("mpn", result.mpn)].lazy.compactMap({
            name, code in
            code.map { (name, $0) }
        }).first {
            result.itemID = value
            result.source["item_id"] = result.source[field]
            result.confidence["item_id"] = result.confidence[field]
        } else if let name = PageAddress.name(ofAddress: result.url) {
            result.itemID = name
            result.note("item_id", .url, 0.4, name)
        } else {
            result.itemID = PageAddress.name(ofFile: fileName)
            result.note("item_id", .fileName, 0.2, result.itemID)
        }
        return result
    }
}
