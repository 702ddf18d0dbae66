/// What people see of a product.
struct VisibleFields {
    private(set) var fields = ProductFields()
    /// How sure it is, by field, [0, 1].
    private(set) var confidence: [String: Double] = [:]
    /// The amount that is taken for the price.
    private(set) var price: VisiblePrice.Found?
    /// The element that people press to buy.
    let button: Int?

    /// Whether the product's code is seen.
    var hasCode: Bool { fields.sku != nil || fields.gtin != nil || fields.mpn != nil }

    /// Whether a price that is seen is asked for something: there is a button to buy it or a code, the price is called one, or it stands
    /// apart, neither in a sentence nor in a table of other things.
    func isOffer(_ visible: VisiblePage) -> Bool {
        guard let candidate = price?.candidate else { return false }
        if button != nil || hasCode || candidate.features[.isInPrice] == 1 || candidate.features[.label] > 0 {
            return true
        }
        let texts = visible.survey.texts
        let text = texts.withText(at: texts.position(of: candidate.leaf)) { Array($0) }
        return AmountText.letterCount(text) <= Self.mostLettersBesidePrice
            && !Self.isInTableOfOtherThings(candidate.leaf, visible)
    }

    private static let mostLettersBesidePrice = 20

    // Old shops lay out their pages in tables, which hold the heading as well.
    private static func isInTableOfOtherThings(_ leaf: Int, _ visible: VisiblePage) -> Bool {
        let page = visible.page
        var node = leaf
        var isInCell = false
        while let parent = page.parent(of: node) {
            node = parent
            if page.nodes[node].tag == .td { isInCell = true }
            if page.nodes[node].tag == .table, let heading = visible.heading,
                node..<Int(page.nodes[node].end) ~= heading
            {
                return false
            }
        }
        return isInCell
    }

    /// Reads a product out of what people see.
    init(_ visible: VisiblePage, base: String?, _ markup: Evidence, _ scorer: PriceScorer) {
        let page = visible.page
        fields.title = visible.title
        confidence["title"] = visible.heading == nil ? 0.4 : 0.7
        button = BuyButton.find(visible)
        price = VisiblePrice(visible: visible, button: button).best(scorer)
        if let found = price {
            let best = found.candidate
            fields.price = best.money.amount
            fields.currency = best.money.currency ?? visible.locale.currency
            fields.isPriceAmbiguous = best.money.isAmbiguous
            fields.oldPrices = found.oldAmounts
            confidence["price"] = Self.mostConfidence * found.probability
        }
        if let availability = VisibleAvailability.find(
            visible, price: price?.candidate.node, button: button)
        {
            fields.availability = availability.name
            confidence["availability"] = availability.confidence
        } else if fields.price != nil || markup.has({ $0.price != nil }), BuyButton.hasControls(visible) {
            // Shops take the price away, or say so, when something is sold out; a page without controls sells nothing.
            fields.availability = "InStock"
            confidence["availability"] = 0.35
        } else if fields.price == nil, button == nil, !markup.has({ $0.price != nil }), !markup.namesProduct {
            // A shop's page without a price and without a way to buy is about something that is not for sale.
            fields.availability = "OutOfStock"
            confidence["availability"] = 0.3
        }
        Self.takeLabels(visible, into: &fields, &confidence)
        Self.takeCodes(visible, into: &fields, &confidence)
        if fields.brand == nil, let brand = VisibleBrand.find(visible) {
            fields.brand = brand.name
            confidence["brand"] = min(0.7, 0.2 + brand.points / 6)
        }
        fields.breadcrumbs = VisibleBreadcrumbs.find(page, visible.survey, base: base)
        if let path = Breadcrumbs.path(fields.breadcrumbs.compactMap(\.name), markup.first(\.title) ?? fields.title) {
            fields.categories = [path]
        }
        if let rating = VisibleRating.find(visible) {
            fields.rating = Stars.scaled(rating.value, best: rating.best)
            fields.reviewCount = rating.count
        }
        if !markup.has({ !$0.reviews.isEmpty }) { fields.reviews = VisibleReviews.find(visible) }
        fields.attributes = VisibleDetails.attributes(visible)
        fields.description = VisibleDetails.description(visible)
        if !markup.has({ !$0.images.isEmpty }) { fields.images = VisibleDetails.images(visible, base: base) }
    }

    // Amounts on a page are many, and markup is made to be read.
    private static let mostConfidence = 0.85

    private static func takeLabels(
        _ visible: VisiblePage, into fields: inout ProductFields, _ confidence: inout [String: Double]
    ) {
        // The nearest label below the heading, or else above it.
        let found = VisibleLabels.find(visible.page, visible.survey)
        let below = found.firstIndex { $0.leaf >= visible.start } ?? found.count
        var left = visible.limit(mostLabels)
        for label in [found[below...], ArraySlice(found[..<below].reversed())].joined() where left > 0 {
            guard isMissing(label.kind, fields) else { continue }
            left -= 1
            guard let value = VisibleLabels.value(of: label, visible.survey) else { continue }
            switch label.kind {
            case .sku: fields.sku = ProductCode.plausible(value) ?? ProductCode.capitals(value)
            case .gtin: fields.gtin = ProductCode.gtin(value)
            case .mpn: fields.mpn = ProductCode.plausible(value)
            case .brand: if value.count <= 60, value.contains(where: \.isLetter) { fields.brand = value }
            }
        }
        // What a shop prints for people is its number; markup often holds that of a variant or of another system.
        confidence["sku"] = 0.95
        confidence["brand"] = 0.55
    }

    private static let mostLabels = 500

    private static func isMissing(_ kind: VisibleLabels.Kind, _ fields: ProductFields) -> Bool {
        switch kind {
        case .sku: fields.sku == nil
        case .gtin: fields.gtin == nil
        case .mpn: fields.mpn == nil
        case .brand: fields.brand == nil
        }
    }

    // Codes farther from the heading, in nodes, are often another product's.
    private static let near = 280

    // Codes in attributes made for the shop's own scripts, and in the form that puts the product into the basket.
    private static func takeCodes(
        _ visible: VisiblePage, into fields: inout ProductFields, _ confidence: inout [String: Double]
    ) {
        guard fields.sku == nil else { return }
        let (page, survey) = (visible.page, visible.survey)
        var best: (code: String, points: Double)?
        for node in survey.coded where survey.regions[node].isDisjoint(with: [.related, .frame, .review]) {
            for (attribute, points) in [
                (AttributeName.dataSKU, 1.0), (.dataProductSKU, 1.0), (.dataASIN, 0.9), (.dataArticleNumber, 0.9),
                (.dataProductID, 0.5), (.dataItemID, 0.5),
            ] {
                guard let code = ProductCode.plausible(page.attribute(attribute, of: node)), !code.contains(" ") else {
                    continue
                }
                let points =
                    points - (abs(node - visible.start) > near ? 0.4 : 0)
                    - (survey.hints(around: node, levels: 4, page).contains(.list) ? 0.5 : 0)
                if best.map({ points > $0.points }) ?? (points > 0) { best = (code, points) }
            }
            if page.nodes[node].tag == .input, let name = page.attribute(.name, of: node)?.lowercased(),
                formNames.contains(name),
                let code = ProductCode.plausible(page.attribute(.value, of: node)),
                best.map({ $0.points < 0.8 }) ?? true
            {
                best = (code, 0.8)
            }
        }
        guard let best else { return }
        fields.sku = best.code
        confidence["sku"] = 0.3 + 0.2 * best.points
    }

    private static let formNames: Set<String> = [
        "sku", "asin", "product_id", "productid", "product", "item_id", "itemid", "add-to-cart", "articleid", "article",
        "id_product", "products_id", "prodid", "pid",
        "skuid", "product_sku", "productcode",
    ]
}
