import CLibXML2

/// A parsed page: elements and runs of text in document order, parents before their children.
struct PageTree: Sendable {
    /// An element, or a run of text when it has no name.
    struct Node: Sendable {
        /// In lower case; empty for text.
        let name: String
        let text: Range<Int>
        let parent: Int
        /// One past the last node inside of this one.
        let end: Int
        let attributes: Range<Int>
    }

    let nodes: [Node]
    /// Whether elements were nested too deep, so that the rest of the page was not read.
    let isCut: Bool
    private let attributes: [(name: String, value: Range<Int>)]
    private let strings: [UInt8]

    // Browsers stop at 512; unclosed tags of old pages add up.
    private static let deepest: Int32 = 1024
    // What is between these is not read by people.
    private static let unseen: Set<String> = ["script", "style", "noscript", "template", "svg", "head", "iframe"]
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
        "td", "th", "tr", "ul", "option", "button", "label",
    ]

    /// Parses HTML in UTF-8.
    init(_ utf8: [UInt8]) {
        let parsed = utf8.withUnsafeBufferPointer { bytes in
            clibxml2_parse(bytes.baseAddress, Int32(bytes.count), Self.deepest)
        }
        guard let parsed else { preconditionFailure("no memory left to parse a page of \(utf8.count) bytes") }
        defer { clibxml2_free(parsed) }
        let document = parsed.pointee
        let strings = Array(UnsafeBufferPointer(start: document.strings, count: Int(document.string_count)))
        self.strings = strings
        isCut = document.is_cut != 0
        nodes = UnsafeBufferPointer(start: document.nodes, count: Int(document.node_count)).map { node in
            let first = Int(node.first_attribute)
            return Node(
                name: String(decoding: strings[node.name.range], as: UTF8.self), text: node.text.range,
                parent: Int(node.parent), end: Int(node.end),
                attributes: first..<first + Int(node.attribute_count))
        }
        attributes = UnsafeBufferPointer(start: document.attributes, count: Int(document.attribute_count)).map {
            (String(decoding: strings[$0.name.range], as: UTF8.self), $0.value.range)
        }
    }

    /// The value of an element's attribute; empty when it has none.
    func attribute(_ name: String, of node: Int) -> String? {
        for index in nodes[node].attributes where attributes[index].name == name {
            return String(decoding: strings[attributes[index].value], as: UTF8.self)
        }
        return nil
    }

    func hasAttribute(_ name: String, of node: Int) -> Bool {
        nodes[node].attributes.contains { attributes[$0].name == name }
    }

    /// The elements of one name, in document order.
    func elements(_ name: String) -> [Int] { nodes.indices.filter { nodes[$0].name == name } }

    /// Everything between an element's tags as it stands there, such as a script.
    func source(of node: Int) -> String {
        var bytes: [UInt8] = []
        for index in node..<nodes[node].end { bytes += strings[nodes[index].text] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What people read between an element's tags: white space folded, blocks apart.
    /// - Parameter isSkipped: which elements inside are passed over.
    func text(of node: Int, skipping isSkipped: (Int) -> Bool = { _ in false }) -> String {
        text(in: node..<nodes[node].end, showing: node, skipping: isSkipped)
    }

    /// What people read on the whole page.
    var text: String { text(in: nodes.indices, showing: nil) { _ in false } }

    private func text(in range: Range<Int>, showing root: Int?, skipping isSkipped: (Int) -> Bool) -> String {
        var bytes: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let node = nodes[index]
            if node.name.isEmpty {
                bytes += strings[node.text]
            } else if index != root, Self.unseen.contains(node.name) || isSkipped(index) {
                index = node.end
                continue
            } else if Self.blocks.contains(node.name) {
                bytes.append(UInt8(ascii: " "))
            }
            index += 1
        }
        return Whitespace.folded(bytes)
    }
}

extension clibxml2_range {
    fileprivate var range: Range<Int> { Int(start)..<Int(start + length) }
}
