/// Things written as microdata (HTML standard, chapter 5): `itemscope`, `itemtype`, `itemprop`, `itemref`.
enum Microdata {
    // A page whose itemrefs run in a circle must end.
    private static let deepest = 12
    // Text values longer than this are cut: a property around a whole page is no value.
    private static let longestText = 100_000

    /// The things that are no property of another, in document order.
    static func items(_ page: PageTree, _ survey: PageSurvey) -> [SchemaItem] {
        guard !survey.scopes.isEmpty else { return [] }
        var reader = Reader(page: page)
        return survey.scopes.filter {
            !page.hasAttribute(.itemprop, of: $0) && !survey.regions[$0].contains(.related)
        }.map { reader.item(at: $0, depth: 0) }
    }

    private struct Reader {
        let page: PageTree
        private let byID: [String: Int]
        private var budget: ReadingBudget

        init(page: PageTree) {
            self.page = page
            budget = ReadingBudget(page)
            // Only pages that use itemref need to know where ids are.
            guard page.attributes.indices.contains(where: { page.attributes[$0].known == .itemref }) else {
                byID = [:]
                return
            }
            var byID: [String: Int] = [:]
            for node in page.nodes.indices {
                if let id = page.attribute(.id, of: node), byID[id] == nil { byID[id] = node }
            }
            self.byID = byID
        }

        mutating func item(at node: Int, depth: Int) -> SchemaItem {
            var item = SchemaItem()
            item.typeNames = SchemaItem.names(page.attribute(.itemtype, of: node) ?? "")
            item.types = item.typeNames.map { SchemaItem.localName($0) }
            item.id = Whitespace.meaningful(page.attribute(.itemid, of: node))
            guard depth < Microdata.deepest else { return item }
            collect(in: page.inside(node), into: &item, depth: depth)
            for reference in SchemaItem.names(page.attribute(.itemref, of: node) ?? "") {
                if let other = byID[reference] {
                    collect(in: other..<Int(page.nodes[other].end), into: &item, depth: depth + 1)
                }
            }
            return item
        }

        private mutating func collect(in range: Range<Int>, into item: inout SchemaItem, depth: Int) {
            var node = range.lowerBound
            while node < range.upperBound, budget.takeNode() {
                guard page.nodes[node].attributeCount > 0 else {
                    node += 1
                    continue
                }
                let isScope = page.hasAttribute(.itemscope, of: node)
                if let names = page.attribute(.itemprop, of: node) {
                    let value =
                        isScope ? SchemaValue.item(self.item(at: node, depth: depth + 1)) : .text(text(of: node))
                    for name in SchemaItem.names(names) {
                        item.properties[SchemaItem.localName(name), default: []].append(value)
                    }
                }
                // What is inside of another thing belongs to that one.
                node = isScope ? Int(page.nodes[node].end) : node + 1
            }
        }

        // An element's value: by the standard an attribute for some elements; shops put `content` on all of them.
        private mutating func text(of node: Int) -> String {
            if let content = page.attribute(.content, of: node) { return budget.taking(content) }
            let attribute: AttributeName? =
                switch page.nodes[node].tag {
                case .a, .area, .link: .href
                case .audio, .embed, .iframe, .img, .source, .track, .video: .src
                case .object: .data
                case .data, .meter: .value
                case .time: .datetime
                default: nil
                }
            if let attribute, let value = page.attribute(attribute, of: node) { return budget.taking(value) }
            return budget.text(of: node, most: Microdata.longestText, page)
        }
    }
}
