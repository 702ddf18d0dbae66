/// One walk over a page that every reader of it starts from: what elements are called, what region they are in, which runs of
/// text can be read, and where markup for programs is.
final class PageSurvey: Sendable {
    /// What each node's own names hint at.
    let hints: GrowingBuffer<Hint>
    /// What each node has from the elements around it, itself included.
    let regions: GrowingBuffer<Hint>
    /// The runs of text that people can read, in document order.
    let texts: LeafTexts
    /// Elements whose names hint at what one of the readers looks for.
    let hinted: [Int]
    /// Elements that are called a rating, or that stand right in one.
    let rated: [Int]
    /// Elements with `itemscope`.
    let scopes: [Int]
    /// Elements with a shop's code in an attribute, and fields of forms.
    let coded: [Int]
    /// Elements with `typeof`.
    let typed: [Int]

    /// The nodes of the runs of text that people can read.
    var leaves: [Int] { texts.nodes }

    // What readers go from element to element for.
    private static let listed: Hint = [.breadcrumb, .brand, .rating, .review, .description]

    init(_ page: PageTree) {
        var words = HintReader()
        var survey = Collected(count: page.nodes.count)
        page.bytes.withUnsafeBufferPointer { bytes in
            page.nodes.withElements { nodes in
                page.attributes.withElements { attributes in
                    for index in nodes.indices {
                        let node = nodes[index]
                        let around = node.parent >= 0 ? survey.regions[Int(node.parent)] : []
                        if node.tag == .text {
                            survey.regions[index] = around
                            let start = Int(node.start)
                            if !around.contains(.unseen), !BlankText.holds(bytes, start..<start + Int(node.count)) {
                                survey.leaves.append(index)
                            }
                        } else {
                            let own = Self.facts(node, attributes, bytes, &words)
                            let isInRating = node.parent >= 0 && survey.isRating(Int(node.parent), nodes)
                            survey.add(own, index, node, around, isInRating: isInRating)
                        }
                    }
                }
            }
        }
        texts = LeafTexts(page, survey.leaves)
        rated = survey.rated
        scopes = survey.scopes
        typed = survey.typed
        coded = survey.coded
        hinted = survey.hinted
        hints = survey.hints
        regions = survey.regions
    }

    private struct Collected: ~Copyable {
        var hints: GrowingBuffer<Hint>
        var regions: GrowingBuffer<Hint>
        var leaves: [Int] = []
        var rated: [Int] = []
        var scopes: [Int] = []
        var typed: [Int] = []
        var coded: [Int] = []
        var hinted: [Int] = []

        init(count: Int) {
            hints = GrowingBuffer(repeating: [], count: count)
            regions = GrowingBuffer(repeating: [], count: count)
        }

        // Whether what stands in a node may be a rating for the node's name.
        @inline(__always)
        func isRating(_ node: Int, _ nodes: UnsafeBufferPointer<PageTree.Node>) -> Bool {
            hints[node].contains(.rating) && nodes[node].tag != .body
        }

        // Adds an element.
        @inline(__always)
        mutating func add(_ own: Facts, _ index: Int, _ node: PageTree.Node, _ around: Hint, isInRating: Bool) {
            // The whole page is no region: shops put all sorts of words on <body>.
            let isPage = node.tag == .body || node.tag == .html || node.tag == .main
            regions[index] = isPage ? around : around.union(own.hint.intersection(.inherited))
            if own.hint.isEmpty, !isInRating, !own.isScope, !own.isTyped, !own.isCoded { return }
            hints[index] = own.hint
            if isInRating || !own.hint.isDisjoint(with: [.rating, .ratingValue]) { rated.append(index) }
            if !own.hint.isDisjoint(with: PageSurvey.listed) { hinted.append(index) }
            if own.isScope { scopes.append(index) }
            if own.isTyped { typed.append(index) }
            if own.isCoded { coded.append(index) }
        }
    }

    private struct Facts {
        var hint: Hint = []
        var isScope = false
        var isTyped = false
        var isCoded = false
    }

    private static func facts(
        _ node: PageTree.Node, _ attributes: UnsafeBufferPointer<PageTree.Attribute>,
        _ bytes: UnsafeBufferPointer<UInt8>, _ words: inout HintReader
    ) -> Facts {
        var facts = Facts()
        let first = Int(node.firstAttribute)
        for attribute in attributes[first..<first + Int(node.attributeCount)] {
            let start = Int(attribute.start)
            let value = UnsafeBufferPointer(rebasing: bytes[start..<start + Int(attribute.count)])
            // Most of those that tell something are classes.
            if attribute.known == .class {
                facts.hint.formUnion(words.hint(value))
                continue
            }
            switch attribute.known {
            case .id, .dataTestID, .dataAction: facts.hint.formUnion(words.hint(value))
            case .name:
                facts.hint.formUnion(words.hint(value))
                if node.tag == .input { facts.isCoded = true }
            case .ariaLabel, .itemtype: if namesBreadcrumbs(value) { facts.hint.insert(.breadcrumb) }
            case .itemprop:
                if namesBreadcrumbs(value) { facts.hint.insert(.breadcrumb) }
                if value.elementsEqual("ratingValue".utf8) { facts.hint.insert(.ratingValue) }
            case .itemscope: facts.isScope = true
            case .typeof:
                facts.isTyped = true
                if namesBreadcrumbs(value) { facts.hint.insert(.breadcrumb) }
            case .dataSKU, .dataProductSKU, .dataASIN, .dataArticleNumber, .dataProductID, .dataItemID:
                facts.isCoded = true
            default: break
            }
        }
        switch node.tag {
        case .nav, .footer, .aside: facts.hint.insert(.frame)
        case .form:
            // A form that is called a basket puts something into one.
            if facts.hint.contains(.basket) {
                facts.hint.remove(.basket)
                facts.hint.insert(.buy)
            }
        case .del, .s, .strike: facts.hint.insert(.oldPrice)
        default: if node.tag.traits.contains(.unseen) { facts.hint.insert(.unseen) }
        }
        return facts
    }

    private static func namesBreadcrumbs(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard value.count < 80 else { return false }
        var isFound = false
        breadcrumbs.forEachMatch(in: value) { _ in isFound = true }
        return isFound
    }

    private static let breadcrumbs = PhraseTable<Bool>([(phrase: "breadcrumb", value: true, isWord: false)])

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
