/// A parsed page: elements and runs of text in document order, parents before their children. Nodes point into the page's
/// bytes; character references are decoded when a text or an attribute is asked for.
struct PageTree: Sendable {
    /// An element, or a run of text.
    struct Node: Sendable {
        let tag: Tag
        /// Where the text, or an element's name, starts among the page's bytes, and how many they are.
        let start: Int32
        let count: Int32
        /// The node this one is inside of, or -1.
        let parent: Int32
        /// One past the last node inside of this one.
        var end: Int32
        let firstAttribute: Int32
        var attributeCount: Int32
    }

    /// An attribute of an element, as ranges of the page's bytes.
    struct Attribute: Sendable {
        let known: AttributeName
        let nameStart: Int32
        let nameCount: Int32
        let start: Int32
        let count: Int32
    }

    let bytes: [UInt8]
    let nodes: [Node]
    let attributes: [Attribute]
    /// Whether the page was nested too deep or had too many nodes, so that not all of it was read as it stands.
    let isCut: Bool
    private let byTag: [[Int32]]

    /// Parses HTML in UTF-8.
    init(_ utf8: [UInt8], settings: PageSettings = PageSettings()) {
        let (nodes, attributes, isCut) = utf8.withUnsafeBufferPointer { html in
            var parser = HTMLParser(html, deepest: settings.deepest, mostNodes: settings.mostNodes)
            parser.parse()
            return (parser.nodes, parser.attributes, parser.isCut)
        }
        var byTag = [[Int32]](repeating: [], count: Tag.allCases.count)
        for index in nodes.indices where nodes[index].tag != .text {
            byTag[Int(nodes[index].tag.rawValue)].append(Int32(index))
        }
        bytes = utf8
        self.nodes = nodes
        self.attributes = attributes
        self.isCut = isCut
        self.byTag = byTag
    }

    /// The elements of one name, in document order.
    func elements(_ tag: Tag) -> [Int] { byTag[Int(tag.rawValue)].map(Int.init) }

    /// The node around a node, or `nil`.
    func parent(of node: Int) -> Int? { nodes[node].parent >= 0 ? Int(nodes[node].parent) : nil }

    /// The nodes inside of a node.
    func inside(_ node: Int) -> Range<Int> { node + 1..<Int(nodes[node].end) }

    /// The elements right inside of a node, in their order, with the runs of text between them.
    func children(of node: Int) -> [Int] {
        var result: [Int] = []
        var child = node + 1
        while child < Int(nodes[node].end) {
            result.append(child)
            child = Int(nodes[child].end)
        }
        return result
    }

    /// The value of an element's attribute; empty when it has none.
    func attribute(_ name: AttributeName, of node: Int) -> String? {
        guard let range = rawAttribute(name, of: node) else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            let raw = UnsafeBufferPointer(rebasing: bytes[range])
            guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
            var decoded: [UInt8] = []
            CharacterReferences.append(raw, to: &decoded)
            return String(decoding: decoded, as: UTF8.self)
        }
    }

    /// Where an attribute's value stands among the page's bytes.
    func rawAttribute(_ name: AttributeName, of node: Int) -> Range<Int>? {
        let first = Int(nodes[node].firstAttribute)
        for index in first..<first + Int(nodes[node].attributeCount) where attributes[index].known == name {
            let start = Int(attributes[index].start)
            return start..<start + Int(attributes[index].count)
        }
        return nil
    }

    /// All attributes of an element as they are written, by name in lower case.
    func allAttributes(of node: Int) -> [(name: String, value: String)] {
        let first = Int(nodes[node].firstAttribute)
        return (first..<first + Int(nodes[node].attributeCount)).map { index in
            let attribute = attributes[index]
            let name = bytes[Int(attribute.nameStart)..<Int(attribute.nameStart + attribute.nameCount)]
            let value = Array(bytes[Int(attribute.start)..<Int(attribute.start + attribute.count)])
            return (String(decoding: name, as: UTF8.self).lowercased(), CharacterReferences.decoded(value))
        }
    }

    func hasAttribute(_ name: AttributeName, of node: Int) -> Bool { rawAttribute(name, of: node) != nil }

    /// The bytes of a run of text as they are written.
    func range(ofText node: Int) -> Range<Int> {
        let start = Int(nodes[node].start)
        return start..<start + Int(nodes[node].count)
    }
}
