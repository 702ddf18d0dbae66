/// Reads a product out of what people see: the heading, the price beside it, the breadcrumbs above it.
struct VisibleText {
    let page: PageTree
    let language: String?

    private static let oldPriceMarks = [
        "old", "was", "list", "strike", "regular", "before", "original", "rrp", "msrp", "saving", "shipping", "unit",
        "compare",
    ]
    // A price stands alone or beside a few words; longer text merely mentions one.
    private static let longestPrice = 40

    /// What can be seen.
    func fields() -> ProductFields {
        var fields = ProductFields()
        fields.title = title
        if let money = price {
            fields.price = money.amount
            fields.currency = money.currency
        }
        if let path = breadcrumbs.flatMap({ Breadcrumbs.path($0, fields.title) }) { fields.categories = [path] }
        return fields
    }

    /// The page's heading: the first `<h1>` with words in it, or else the `<title>` without the shop's name.
    var title: String? {
        for node in page.elements("h1") {
            if let text = Whitespace.meaningful(page.text(of: node)) { return text }
        }
        return documentTitle
    }

    /// The `<title>` up to what separates it from the shop's name.
    var documentTitle: String? {
        guard let node = page.elements("title").first, let whole = Whitespace.meaningful(page.source(of: node)) else {
            return nil
        }
        for separator in [" | ", " – ", " — ", " - ", " :: ", " · ", "｜", "_"] {
            if let found = whole.firstRange(of: separator) {
                return Whitespace.meaningful(String(whole[..<found.lowerBound])) ?? whole
            }
        }
        return whole
    }

    private var price: Money? {
        let heading = page.elements("h1").first ?? 0
        let marked = page.nodes.indices.filter { isMarkedAsPrice($0) }
        // After the heading comes the product's own price; before it, the basket's.
        return firstPrice(among: marked.filter { $0 > heading }) ?? firstPrice(among: marked)
            ?? firstPrice(among: page.nodes.indices.filter { $0 > heading && page.nodes[$0].name.isEmpty })
    }

    private func firstPrice(among nodes: [Int]) -> Money? {
        for node in nodes where !isInsideOldPrice(node) {
            // Of loose text, the element around it says what it is a price of.
            let text =
                page.nodes[node].name.isEmpty
                ? page.text(of: max(page.nodes[node].parent, 0))
                : page.text(of: node, skipping: isOldPrice)
            guard !text.isEmpty, text.count <= Self.longestPrice,
                let money = Money(text, language: language), money.currency != nil, money.amount > 0
            else { continue }
            return money
        }
        return nil
    }

    private func isMarkedAsPrice(_ node: Int) -> Bool {
        guard !page.nodes[node].name.isEmpty else { return false }
        return ["class", "id", "data-testid"].contains { name in
            page.attribute(name, of: node)?.lowercased().contains("price") ?? false
        }
    }

    private func isInsideOldPrice(_ node: Int) -> Bool {
        var current = node
        // Further up, class names speak of the layout.
        for _ in 0..<3 where current >= 0 {
            if isOldPrice(current) { return true }
            current = page.nodes[current].parent
        }
        return false
    }

    private func isOldPrice(_ node: Int) -> Bool {
        if ["del", "s", "strike"].contains(page.nodes[node].name) { return true }
        let marks = (page.attribute("class", of: node) ?? "").lowercased()
        return marks.contains("price") && Self.oldPriceMarks.contains(where: marks.contains)
    }

    private var breadcrumbs: [String]? {
        for node in page.nodes.indices where !page.nodes[node].name.isEmpty {
            let marks = ["class", "id", "aria-label"].compactMap { page.attribute($0, of: node)?.lowercased() }
            guard marks.contains(where: { $0.contains("breadcrumb") }) else { continue }
            let inside = node + 1..<page.nodes[node].end
            for name in ["li", "a", "span"] {
                let levels = inside.filter { page.nodes[$0].name == name }.map { page.text(of: $0) }
                    .map { $0.filter { !">›»/→".contains($0) } }
                if levels.count > 1 { return levels }
            }
        }
        return nil
    }
}
