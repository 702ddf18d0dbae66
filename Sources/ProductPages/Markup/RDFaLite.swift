/// Things written as RDFa Lite 1.1 (W3C): `vocab`, `typeof`, `property`, `resource`, `prefix`.
enum RDFaLite {
    private static let deepest = 12

    /// The things that are no property of another, in document order.
    static func items(_ page: PageTree, _ survey: PageSurvey) -> [SchemaItem] {
        var budget = ReadingBudget(page)
        return survey.typed.filter { !page.hasAttribute(.property, of: $0) }.map {
            item(at: $0, page, &budget, depth: 0)
        }
    }

    private static func item(
        at node: Int, _ page: PageTree, _ budget: inout ReadingBudget, depth: Int
    ) -> SchemaItem {
        var item = SchemaItem()
        item.typeNames = SchemaItem.names(page.attribute(.typeof, of: node) ?? "")
        item.types = item.typeNames.map { SchemaItem.localName($0) }
        item.id =
            page.attribute(.resource, of: node) ?? page.attribute(.about, of: node) ?? page.attribute(.href, of: node)
            ?? page.attribute(.src, of: node)
        guard depth < deepest else { return item }
        var inner = node + 1
        while inner < Int(page.nodes[node].end), budget.takeNode() {
            let isTyped = page.hasAttribute(.typeof, of: inner)
            if let names = page.attribute(.property, of: inner) {
                let value =
                    isTyped
                    ? SchemaValue.item(self.item(at: inner, page, &budget, depth: depth + 1))
                    : .text(text(of: inner, page, &budget))
                for name in SchemaItem.names(names) {
                    item.properties[SchemaItem.localName(name), default: []].append(value)
                }
            }
            inner = isTyped ? Int(page.nodes[inner].end) : inner + 1
        }
        return item
    }

    private static let longestText = 100_000

    private static func text(of node: Int, _ page: PageTree, _ budget: inout ReadingBudget) -> String {
        for name in [AttributeName.content, .resource, .href, .src, .datetime] {
            if let value = page.attribute(name, of: node) { return value }
        }
        return budget.text(of: node, most: longestText, page)
    }
}
