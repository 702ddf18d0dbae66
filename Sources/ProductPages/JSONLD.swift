import Foundation

/// Things written as JSON-LD (W3C) in `<script type="application/ld+json">`.
enum JSONLD {
    /// The top-level things of all scripts, in their order; a script that is beyond repair has none.
    static func items(_ page: PageTree) -> [SchemaItem] {
        var reader = Reader()
        let roots = page.elements("script").flatMap { node -> [SchemaItem] in
            let type = page.attribute("type", of: node)?.lowercased() ?? ""
            guard type.contains("ld+json"), let json = JSONRepair.parse(page.source(of: node)) else { return [] }
            return reader.roots(json)
        }
        return roots.map { reader.resolved($0, depth: 0) }
    }

    private struct Reader {
        // Things that others refer to by their id instead of repeating them.
        private var known: [String: SchemaItem] = [:]
        private static let deepestReference = 4

        mutating func roots(_ json: Any) -> [SchemaItem] {
            if let array = json as? [Any] { return array.flatMap { roots($0) } }
            guard let object = json as? [String: Any] else { return [] }
            if let graph = object["@graph"] { return roots(graph) }
            return [item(object)]
        }

        private mutating func item(_ object: [String: Any]) -> SchemaItem {
            var item = SchemaItem()
            item.id = object["@id"] as? String
            for (key, value) in object.sorted(by: { $0.key < $1.key }) {
                let values = self.values(value)
                if key == "@type" {
                    item.types = values.compactMap(\.text).map { SchemaItem.localName($0) }
                } else if !values.isEmpty {
                    item.properties[SchemaItem.localName(key), default: []] += values
                }
            }
            if let id = item.id, !item.types.isEmpty { known[id] = item }
            return item
        }

        private mutating func values(_ json: Any) -> [SchemaValue] {
            switch json {
            case let array as [Any]: array.flatMap { values($0) }
            case let object as [String: Any]: [.item(item(object))]
            case let text as String: [.text(PlainText.decoded(text))]
            case let number as NSNumber: [.text(number.stringValue)]
            default: []
            }
        }

        func resolved(_ item: SchemaItem, depth: Int) -> SchemaItem {
            var item = item
            if item.types.isEmpty, let id = item.id, let whole = known[id] { item = whole }
            guard depth < Self.deepestReference else { return item }
            item.properties = item.properties.mapValues { values in
                values.map { value in
                    guard case .item(let inner) = value else { return value }
                    return .item(resolved(inner, depth: depth + 1))
                }
            }
            return item
        }
    }
}
