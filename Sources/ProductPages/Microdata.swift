/// Things written as microdata (HTML standard, chapter 5): `itemscope`, `itemtype`, `itemprop`, `itemref`.
enum Microdata {
    // A page whose itemrefs run in a circle must end.
    private static let deepest = 12

    /// The things that are no property of another, in document order.
    static func items(_ page: PageTree) -> [SchemaItem] {
        let reader = Reader(page: page)
        return page.nodes.indices.filter {
            page.hasAttribute("itemscope", of: $0) && !page.hasAttribute("itemprop", of: $0)
        }.map { reader.item(at: $0, depth: 0) }
    }

    private struct Reader {
        let page: PageTree
        private let byID: [String: Int]

        init(page: PageTree) {
            self.page = page
            var byID: [String: Int] = [:]
            for node in page.nodes.indices {
                if let id = page.attribute("id", of: node), byID[id] == nil { byID[id] = node }
            }
            self.byID = byID
        }

        func item(at node: Int, depth: Int) -> SchemaItem {
            var item = SchemaItem()
            item.types = (page.attribute("itemtype", of: node) ?? "").split(whereSeparator: \.isWhitespace)
                .map { SchemaItem.localName($0) }
            item.id = Whitespace.meaningful(page.attribute("itemid", of: node))
            guard depth < Microdata.deepest else { return item }
            collect(in: node + 1..<page.nodes[node].end, into: &item, depth: depth)
            for reference in (page.attribute("itemref", of: node) ?? "").split(whereSeparator: \.isWhitespace) {
                if let other = byID[String(reference)] {
                    collect(in: other..<page.nodes[other].end, into: &item, depth: depth + 1)
                }
            }
            return item
        }

        private func collect(in range: Range<Int>, into item: inout SchemaItem, depth: Int) {
            var node = range.lowerBound
            while node < range.upperBound {
                let isScope = page.hasAttribute("itemscope", of: node)
                if let names = page.attribute("itemprop", of: node) {
                    let value =
                        isScope ? SchemaValue.item(self.item(at: node, depth: depth + 1)) : .text(text(of: node))
                    for name in names.split(whereSeparator: \.isWhitespace) {
                        item.properties[SchemaItem.localName(name), default: []].append(value)
                    }
                }
                // What is inside of another thing belongs to that one.
                node = isScope ? page.nodes[node].end : node + 1
            }
        }

        // An element's value: by the standard an attribute for some elements; shops put `content` on all of them.
        private func text(of node: Int) -> String {
            if let content = page.attribute("content", of: node) { return content }
            let attribute: String? =
                switch page.nodes[node].name {
                case "a", "area", "link": "href"
                case "audio", "embed", "iframe", "img", "source", "track", "video": "src"
                case "object": "data"
                case "data", "meter": "value"
                case "time": "datetime"
                default: nil
                }
            if let attribute, let value = page.attribute(attribute, of: node) { return value }
            return page.text(of: node)
        }
    }
}
