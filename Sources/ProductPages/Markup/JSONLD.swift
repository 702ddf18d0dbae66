/// Things written as JSON-LD (W3C) in `<script type="application/ld+json">`.
enum JSONLD {
    /// The values of all such scripts, in their order; a script that is beyond repair has none.
    static func tapes(_ page: PageTree) -> [JSONTape] {
        var valuesLeft = page.bytes.count / bytesPerValue + fewValues
        return page.elements(.script).flatMap { node -> [JSONTape] in
            guard page.scriptType(of: node).holds("ld+json") else { return [] }
            let range = page.source(of: node)
            var position = range.lowerBound
            var tapes: [JSONTape] = []
            // Some shops write several objects one after the other.
            while position < range.upperBound, valuesLeft > 0,
                let tape = JSONReader.read(page.bytes, at: &position, end: range.upperBound, mostValues: valuesLeft)
            {
                tapes.append(tape)
                valuesLeft -= tape.values.count
            }
            return tapes
        }
    }

    /// The top-level things of all scripts.
    static func items(_ page: PageTree) -> [SchemaItem] {
        var known: [String: SchemaItem] = [:]
        var thingsLeft = min(mostThings, page.bytes.count / bytesPerThing + fewThings)
        let roots = tapes(page).flatMap { tape -> [SchemaItem] in
            var reader = Reader(tape: tape, known: known, thingsLeft: thingsLeft)
            known = [:]
            var roots: [SchemaItem] = []
            reader.addRoots(of: 0, to: &roots)
            (known, thingsLeft) = (reader.known, reader.thingsLeft)
            return roots
        }
        var resolver = JSONLDReferences(known: known, pageBytes: page.bytes.count)
        return roots.map { resolver.resolved($0) }
    }

    // Behind this many a page's things are no product's any more.
    private static let mostThings = 10_000
    // Of a whole page's bytes things take more, but for pages that hold nothing else.
    private static let bytesPerThing = 64
    private static let fewThings = 200
    // Of a whole page's bytes a value takes more, with its name and what parts them.
    private static let bytesPerValue = 8
    private static let fewValues = 1000

    private struct Reader {
        let tape: JSONTape
        var known: [String: SchemaItem]
        var thingsLeft: Int

        mutating func addRoots(of value: Int, to roots: inout [SchemaItem]) {
            switch tape.values[value].kind {
            case .array: for child in tape.children(of: value) { addRoots(of: child, to: &roots) }
            case .object:
                if let graph = tape.children(of: value).first(where: { tape.isKey("@graph", of: $0) }) {
                    addRoots(of: graph, to: &roots)
                } else {
                    roots.append(item(value))
                }
            default: break
            }
        }

        private mutating func item(_ object: Int) -> SchemaItem {
            var item = SchemaItem()
            thingsLeft -= 1
            guard thingsLeft > 0 else { return item }
            for member in tape.children(of: object) {
                let key = tape.key(of: member)
                var values: [SchemaValue] = []
                addValues(of: member, to: &values)
                switch key {
                case "@id": item.id = tape.text(of: member)
                case "@type": item.types = values.compactMap(\.text).map { SchemaItem.localName($0) }
                default: if !values.isEmpty { item.properties[SchemaItem.localName(key), default: []] += values }
                }
            }
            if let id = item.id, !item.types.isEmpty, known[id] == nil { known[id] = item }
            return item
        }

        private mutating func addValues(of value: Int, to values: inout [SchemaValue]) {
            switch tape.values[value].kind {
            case .array: for child in tape.children(of: value) { addValues(of: child, to: &values) }
            case .object: values.append(.item(item(value)))
            default: if let text = tape.text(of: value) { values.append(Self.text(text)) }
            }
        }

        private static let longestUndecoded = 1000

        // Most short texts are never asked for; a long one may be asked for several times.
        private static func text(_ text: String) -> SchemaValue {
            text.utf8.count <= longestUndecoded ? .markup(text) : .text(PlainText.decoded(text))
        }
    }
}
