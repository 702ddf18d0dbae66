/// A parsed page: elements and runs of text in document order, parents before their children. Nodes point into the page's
/// bytes; character references are decoded when a text or an attribute is asked for.
final class PageTree: Sendable {
    /// An element, or a run of text.
    struct Node: Sendable {
        let tag: Tag
        /// Where the text, or an element's name, starts among the page's bytes, and how many they are.
        let start: Int32
        let count: Int32
        /// The node this one is inside of, or -1.
        var parent: Int32
        /// One past the last node inside of this one.
        var end: Int32
        let firstAttribute: Int32
        var attributeCount: Int32
    }

    /// An attribute of an element that is looked at; where its value starts among the page's bytes, and how many they are.
    struct Attribute: Sendable {
        let known: AttributeName
        let start: Int32
        let count: Int32
    }

    let bytes: [UInt8]
    let nodes: GrowingBuffer<Node>
    let attributes: GrowingBuffer<Attribute>
    /// Whether the page was nested too deep or had too many nodes, so that not all of it was read as it stands.
    let isCut: Bool
    // Elements by their names; those of a tag end where those of the next start.
    private let byTag: [Int32]
    private let tagStarts: [Int32]
    // How many bytes of text that people read stand before each node, and on the whole page.
    private let seenBefore: [Int32]

    /// Parses HTML in UTF-8.
    /// - Parameter isIndexed: whether elements are looked for by their names; a fragment whose text is wanted needs none of that.
    init(_ utf8: [UInt8], settings: PageSettings = PageSettings(), isIndexed: Bool = true) {
        var parsed = HTMLParser.Parsed()
        utf8.withUnsafeBufferPointer { html in
            parsed = HTMLParser(html, deepest: settings.deepest, mostNodes: settings.mostNodes).parsed()
        }
        bytes = utf8
        isCut = parsed.isCut
        (byTag, tagStarts) = isIndexed ? Self.index(parsed.nodes) : ([], [])
        seenBefore = Self.seenText(parsed.nodes)
        nodes = parsed.nodes
        attributes = parsed.attributes
    }

    private static func index(_ nodes: borrowing GrowingBuffer<Node>) -> (elements: [Int32], starts: [Int32]) {
        var starts = [Int32](repeating: 0, count: Tag.allCases.count + 1)
        nodes.withElements { nodes in
            for node in nodes { starts[Int(node.tag.rawValue) + 1] += 1 }
        }
        // Runs of text are no elements.
        starts[Int(Tag.text.rawValue) + 1] = 0
        for tag in 1..<starts.count { starts[tag] += starts[tag - 1] }
        var next = starts
        let elements = [Int32](unsafeUninitializedCapacity: Int(starts[starts.count - 1])) { elements, count in
            nodes.withElements { nodes in
                for index in nodes.indices where nodes[index].tag != .text {
                    let tag = Int(nodes[index].tag.rawValue)
                    elements[Int(next[tag])] = Int32(index)
                    next[tag] += 1
                }
            }
            count = elements.count
        }
        return (elements, starts)
    }

    private static func seenText(_ nodes: borrowing GrowingBuffer<Node>) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: nodes.count + 1) { before, count in
            var total: Int32 = 0
            var unseenUntil = 0
            nodes.withElements { nodes in
                for index in nodes.indices {
                    before[index] = total
                    guard index >= unseenUntil else { continue }
                    let node = nodes[index]
                    if node.tag == .text {
                        total += node.count
                    } else if node.tag.traits.contains(.unseen) {
                        unseenUntil = Int(node.end)
                    }
                }
            }
            before[nodes.count] = total
            count = nodes.count + 1
        }
    }

    /// How many elements of one name are inside of a node.
    func count(of tag: Tag, inside node: Int) -> Int {
        let elements = elements(tag)
        return elements.position(of: Int(nodes[node].end)) - elements.position(of: node + 1)
    }

    /// How many bytes of text in a range of nodes people read.
    func seenText(in range: Range<Int>) -> Int { Int(seenBefore[range.upperBound] - seenBefore[range.lowerBound]) }

    /// The elements of one name, in document order.
    func elements(_ tag: Tag) -> NodeList {
        guard !tagStarts.isEmpty else { return NodeList(nodes: []) }
        let tag = Int(tag.rawValue)
        return NodeList(nodes: byTag[Int(tagStarts[tag])..<Int(tagStarts[tag + 1])])
    }

    /// The node around a node, or `nil`.
    func parent(of node: Int) -> Int? { nodes[node].parent >= 0 ? Int(nodes[node].parent) : nil }

    /// The nodes inside of a node.
    func inside(_ node: Int) -> Range<Int> { node + 1..<Int(nodes[node].end) }

    /// The elements right inside of a node, or of the page, in their order, with the runs of text between them.
    func children(of node: Int?) -> [Int] {
        let inside = node.map(inside) ?? nodes.indices
        var result: [Int] = []
        var child = inside.lowerBound
        while child < inside.upperBound {
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

    func hasAttribute(_ name: AttributeName, of node: Int) -> Bool { rawAttribute(name, of: node) != nil }

    /// The bytes of a run of text as they are written.
    func range(ofText node: Int) -> Range<Int> {
        let start = Int(nodes[node].start)
        return start..<start + Int(nodes[node].count)
    }
}

/// Nodes of a page in document order.
struct NodeList: RandomAccessCollection {
    fileprivate let nodes: ArraySlice<Int32>

    var startIndex: Int { nodes.startIndex }
    var endIndex: Int { nodes.endIndex }
    subscript(position: Int) -> Int { Int(nodes[position]) }

    /// The position of the first node at `node` or behind it.
    func position(of node: Int) -> Int {
        var low = nodes.startIndex
        var high = nodes.endIndex
        while low < high {
            let middle = (low + high) / 2
            if Int(nodes[middle]) < node { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
