/// One walk over a page that every reader of it starts from: what elements are called, what region they are in, which runs of
/// text can be read, and where markup for programs is.
struct PageSurvey: Sendable {
    /// What each node's own names hint at.
    private(set) var hints: [Hint] = []
    /// What each node has from the elements around it, itself included.
    private(set) var regions: [Hint] = []
    /// The runs of text that people can read, in document order.
    private(set) var leaves: [Int] = []
    /// Elements with `itemscope`.
    private(set) var scopes: [Int] = []
    /// Elements with `typeof`.
    private(set) var typed: [Int] = []

    init(_ page: PageTree) {
        hints.reserveCapacity(page.nodes.count)
        regions.reserveCapacity(page.nodes.count)
        page.bytes.withUnsafeBufferPointer { bytes in
            for index in page.nodes.indices {
                let node = page.nodes[index]
                let around = node.parent >= 0 ? regions[Int(node.parent)] : []
                if node.tag == .text {
                    hints.append([])
                    regions.append(around)
                    if !around.contains(.unseen), Self.isReadable(bytes, page.range(ofText: index)) {
                        leaves.append(index)
                    }
                    continue
                }
                let own = Self.hint(node, page, bytes)
                if own.scope { scopes.append(index) }
                if own.typed { typed.append(index) }
                hints.append(own.hint)
                // The whole page is no region: shops put all sorts of words on <body>.
                let passed =
                    node.tag == .body || node.tag == .html || node.tag == .main ? [] : own.hint.intersection(.inherited)
                regions.append(around.union(passed))
            }
        }
    }

    private static func hint(
        _ node: PageTree.Node, _ page: PageTree, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (hint: Hint, scope: Bool, typed: Bool) {
        var hint: Hint = []
        var isScope = false
        var isTyped = false
        let first = Int(node.firstAttribute)
        for attribute in first..<first + Int(node.attributeCount) {
            let attribute = page.attributes[attribute]
            switch attribute.known {
            case .class, .id, .dataTestID, .dataAction, .name:
                let value = Int(attribute.start)..<Int(attribute.start + attribute.count)
                hint.formUnion(Hint.read(UnsafeBufferPointer(rebasing: bytes[value])))
            case .itemscope: isScope = true
            case .typeof: isTyped = true
            default: break
            }
        }
        switch node.tag {
        case .nav, .footer, .aside: hint.insert(.frame)
        case .del, .s, .strike: hint.insert(.oldPrice)
        default: if node.tag.traits.contains(.unseen) { hint.insert(.unseen) }
        }
        return (hint, isScope, isTyped)
    }

    private static func isReadable(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where !bytes[index].isHTMLSpace { return true }
        return false
    }

    /// The union of what a node's own names and those of the elements around it hint at, up to `levels` away.
    func hints(around node: Int, levels: Int, _ page: PageTree) -> Hint {
        var result: Hint = []
        var current = node
        for _ in 0...levels {
            result.formUnion(hints[current])
            guard let parent = page.parent(of: current), page.nodes[parent].tag != .body else { break }
            current = parent
        }
        return result
    }
}
