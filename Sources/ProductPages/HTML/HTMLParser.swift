/// Makes nodes and attributes of HTML in one pass, mending what is broken as the HTML standard's tree construction does where
/// it changes what is inside of what: implied end tags, stray end tags, raw text. Nothing is copied: nodes point into the
/// source. White space beside the edge of a block, where a line ends anyway, becomes no node: a page with its indentation has the
/// nodes that it has without.
struct HTMLParser: ~Copyable {
    /// What a page consists of.
    struct Parsed: ~Copyable {
        var nodes = GrowingBuffer<PageTree.Node>(capacity: 0)
        var attributes = GrowingBuffer<PageTree.Attribute>(capacity: 0)
        var isCut = false
    }

    private var nodes: GrowingBuffer<PageTree.Node>
    private var attributes: GrowingBuffer<PageTree.Attribute>
    private var isCut = false

    private let html: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var open = OpenElements()
    // White space that will be a node unless the edge of a block comes next.
    private var blank = 0..<0
    // Whether a block started or ended behind all text so far.
    private var isAtEdge = true
    // How many elements were too deep and took the place of the one before them.
    private var beyondDepth = 0
    private let deepest: Int
    private let mostNodes: Int
    // Global tables are looked up once a page instead of once a name.
    private let tagNames = Tag.names
    private let attributeReader: AttributeReader

    /// - Parameters:
    ///   - html: UTF-8, which must outlive the parser.
    ///   - deepest: elements nested deeper than this become siblings.
    ///   - mostNodes: the rest of a page with more nodes is left unread.
    init(_ html: UnsafeBufferPointer<UInt8>, deepest: Int, mostNodes: Int) {
        self.html = html
        attributeReader = AttributeReader(html)
        self.deepest = deepest
        self.mostNodes = mostNodes
        nodes = GrowingBuffer(capacity: min(html.count / 16, mostNodes + 2))
        attributes = GrowingBuffer(capacity: min(html.count / 16, mostNodes))
    }

    /// Reads the whole page.
    consuming func parsed() -> Parsed {
        parse()
        return Parsed(nodes: nodes, attributes: attributes, isCut: isCut)
    }

    private mutating func parse() {
        var textStart = 0
        while position < html.count {
            // Most of what stands between two tags is white space, or nothing.
            let behindBlank = position == textStart ? BlankText.end(html, position) : position
            guard let tagStart = html.position(of: HTMLSyntax.lessThan, from: behindBlank) else { break }
            let next = tagStart + 1 < html.count ? html[tagStart + 1] : 0
            let isTag =
                next.isASCIILetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
                || next == UInt8(ascii: "?")
            guard isTag else {
                position = tagStart + 1
                continue
            }
            let isBlank = position == textStart && tagStart == behindBlank
            if isBlank { keepBlank(textStart..<tagStart) } else { addText(textStart..<tagStart) }
            position = tagStart + 1
            if next.isASCIILetter {
                startTag()
            } else if next == UInt8(ascii: "/") {
                position += 1
                endTag()
            } else {
                skipComment()
            }
            textStart = position
            if nodes.count >= mostNodes {
                isCut = true
                textStart = html.count
                break
            }
        }
        if BlankText.end(html, textStart) < html.count { addText(textStart..<html.count) }
        while !open.isEmpty { closeInnermost() }
    }

    @inline(__always)
    private mutating func keepBlank(_ range: Range<Int>) {
        if !isAtEdge, blank.isEmpty { blank = range }
    }

    private mutating func addText(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        addKeptBlank()
        addNode(.text, range)
        isAtEdge = false
    }

    @inline(__always)
    private mutating func addKeptBlank() {
        guard !blank.isEmpty else { return }
        addNode(.text, blank)
        blank = 0..<0
    }

    // A block starts or ends here.
    @inline(__always)
    private mutating func passEdge() {
        blank = 0..<0
        isAtEdge = true
    }

    private mutating func addNode(_ tag: Tag, _ range: Range<Int>) {
        nodes.append(
            PageTree.Node(
                tag: tag, start: Int32(range.lowerBound), count: Int32(range.count), parent: open.last?.node ?? -1,
                end: Int32(nodes.count + 1), firstAttribute: Int32(attributes.count), attributeCount: 0))
    }

    private mutating func push(_ node: Int32, _ tag: Tag, _ traits: Tag.Traits, _ name: Range<Int>) {
        open.push(node, tag, traits, nameHash: tag == .other ? hash(name) : 0)
    }

    // Of a name in lower case.
    @inline(__always)
    private func hash(_ name: Range<Int>) -> Int {
        var hash = name.count
        for index in name.prefix(16) { hash = hash &* 31 &+ Int(html[index] | 0x20) }
        return hash ^ hash >> 6
    }

    private mutating func closeInnermost() {
        guard let last = open.last else { return }
        if last.traits.contains(.block) { passEdge() } else { addKeptBlank() }
        // Nobody reads the blocks inside.
        if last.traits.contains(.unseen), !last.traits.contains(.rawText) { isAtEdge = false }
        _ = open.popLast()
        nodes[Int(last.node)].end = Int32(nodes.count)
    }

    private mutating func close(downTo index: Int) {
        while open.count > index { closeInnermost() }
    }

    // A comment, a doctype or what looks like one of them.
    private mutating func skipComment() {
        if position + 2 < html.count, html[position + 1] == UInt8(ascii: "-"), html[position + 2] == UInt8(ascii: "-") {
            var end = position + 3
            // "<!-->" is a whole comment.
            while let found = html.position(of: HTMLSyntax.greaterThan, from: end) {
                if found - 2 >= position + 1, html[found - 1] == UInt8(ascii: "-"), html[found - 2] == UInt8(ascii: "-")
                {
                    position = found + 1
                    return
                }
                end = found + 1
            }
            position = html.count
        } else {
            position = html.position(of: HTMLSyntax.greaterThan, from: position).map { $0 + 1 } ?? html.count
        }
    }

    private mutating func tagName() -> Range<Int> {
        let start = position
        var end = position
        if end + EightBytes.count <= html.count {
            // Most names are letters, and all that ends one is below them.
            end += EightBytes.before(EightBytes.below(EightBytes.load(html, end), 0x40))
        }
        while end < html.count, !HTMLSyntax.endsTagName(html[end]) { end += 1 }
        position = end
        return start..<end
    }

    @inline(__always)
    private func tag(_ name: Range<Int>) -> Tag {
        tagNames.value(of: UnsafeBufferPointer(rebasing: html[name])) ?? .other
    }

    private mutating func startTag() {
        let name = tagName()
        let tag = tag(name)
        let traits = tag.traits
        closeImplied(before: tag, traits)
        if traits.contains(.block) { passEdge() } else { addKeptBlank() }
        addNode(tag, name)
        let node = nodes.count - 1
        let isClosed: Bool
        (position, isClosed) = attributeReader.read(position, into: &attributes)
        nodes[node].attributeCount = Int32(attributes.count) - nodes[node].firstAttribute
        if traits.contains(.void) { return }
        if traits.contains(.rawText) {
            if !isClosed || tag == .script || tag == .style { rawText(name, inside: Int32(node), tag) }
            return
        }
        if isClosed { return }
        if open.count >= deepest { takeInnermostPlace(node) }
        push(Int32(node), tag, traits, name)
    }

    // An element that is too deep stands behind the innermost one, not in it.
    private mutating func takeInnermostPlace(_ node: Int) {
        isCut = true
        beyondDepth += 1
        guard let last = open.popLast() else { return }
        nodes[Int(last.node)].end = Int32(node)
        nodes[node].parent = open.last?.node ?? -1
    }

    // Everything up to the end tag of the same name is one text.
    private mutating func rawText(_ name: Range<Int>, inside node: Int32, _ tag: Tag) {
        let start = position
        var search = position
        while let found = html.position(of: HTMLSyntax.lessThan, from: search) {
            search = found + 1
            guard found + 1 + name.count < html.count, html[found + 1] == UInt8(ascii: "/"), isName(name, at: found + 2)
            else {
                continue
            }
            addRawText(start..<found, inside: node, tag, name)
            position = html.position(of: HTMLSyntax.greaterThan, from: found).map { $0 + 1 } ?? html.count
            return
        }
        addRawText(start..<html.count, inside: node, tag, name)
        position = html.count
    }

    private mutating func addRawText(_ text: Range<Int>, inside node: Int32, _ tag: Tag, _ name: Range<Int>) {
        let traits = tag.traits
        push(node, tag, traits, name)
        if !text.isEmpty {
            addNode(.text, text)
            if !traits.contains(.unseen) { isAtEdge = false }
        }
        closeInnermost()
    }

    @inline(__always)
    private func isName(_ name: Range<Int>, at start: Int) -> Bool {
        guard start + name.count <= html.count else { return false }
        for offset in 0..<name.count
        where html[name.lowerBound + offset].lowercasedASCII != html[start + offset].lowercasedASCII { return false }
        let next = start + name.count < html.count ? html[start + name.count] : HTMLSyntax.greaterThan
        return next.isHTMLSpace || next == HTMLSyntax.greaterThan || next == UInt8(ascii: "/")
    }
}

// MARK: - Implied and stray end tags
extension HTMLParser {
    private mutating func closeImplied(before tag: Tag, _ traits: Tag.Traits) {
        guard let innermost = open.last?.tag else { return }
        if traits.contains(.endsParagraph) { close(.p, within: .scopeOrButton) }
        switch tag {
        case .li: close(.li, within: .list)
        case .dd, .dt:
            close(.dd, within: .list)
            close(.dt, within: .list)
        case .option: if innermost == .option { closeInnermost() }
        case .optgroup:
            if innermost == .option { closeInnermost() }
            if open.last?.tag == .optgroup { closeInnermost() }
        case .tr: close(.tr, within: .table)
        case .td, .th:
            close(.td, within: .row)
            close(.th, within: .row)
        case .tbody, .thead, .tfoot:
            for part in [Tag.tbody, .thead, .tfoot] { close(part, within: .table) }
        case .h1, .h2, .h3, .h4, .h5, .h6:
            if (Tag.h1.rawValue...Tag.h6.rawValue).contains(innermost.rawValue) { closeInnermost() }
        case .a: if innermost == .a { closeInnermost() }
        case .body: close(.head, within: .scopeOrButton)
        default: break
        }
    }

    // Closes the innermost element of this name unless something stands between that keeps it open.
    private mutating func close(_ tag: Tag, within barrier: OpenElements.Barrier) {
        let place = open.place(of: tag)
        if place >= 0, place >= open.innermost(barrier) { close(downTo: place) }
    }

    private mutating func endTag() {
        let name = tagName()
        let tag: Tag
        if let innermost = innermostTag(named: name) { tag = innermost } else { tag = self.tag(name) }
        position = html.position(of: HTMLSyntax.greaterThan, from: position).map { $0 + 1 } ?? html.count
        if tag == .br {
            passEdge()
            return addNode(.br, name)
        }
        if tag == .body || tag == .html || tag.traits.contains(.void) { return }
        if beyondDepth > 0 {
            beyondDepth -= 1
            if open.last?.tag == tag { closeInnermost() }
            return
        }
        var place = open.place(of: tag, nameHash: tag == .other ? hash(name) : 0)
        while place >= 0, tag == .other, !hasName(Int(open[place].node), name) { place = open.place(outOf: place) }
        if place >= 0, place >= open.innermost(barrier(to: tag)) { close(downTo: place) }
    }

    // How far out an end tag reaches.
    @inline(__always)
    private func barrier(to tag: Tag) -> OpenElements.Barrier {
        switch tag {
        case .table, .tbody, .thead, .tfoot, .tr, .td, .th, .template: .table
        default: tag.traits.contains(.special) ? .scope : .special
        }
    }

    // Most end tags name the element that was started last; they are written alike.
    @inline(__always)
    private func innermostTag(named name: Range<Int>) -> Tag? {
        guard let innermost = open.last else { return nil }
        let node = nodes[Int(innermost.node)]
        guard Int(node.count) == name.count else { return nil }
        return isWrittenAlike(Int(node.start), name) ? innermost.tag : nil
    }

    @inline(__always)
    private func isWrittenAlike(_ start: Int, _ name: Range<Int>) -> Bool {
        guard 1...EightBytes.count ~= name.count, name.lowerBound + EightBytes.count <= html.count else {
            return html[start..<start + name.count].elementsEqual(html[name])
        }
        let different = EightBytes.load(html, start) ^ EightBytes.load(html, name.lowerBound)
        return different << UInt64(8 * (EightBytes.count - name.count)) == 0
    }

    @inline(__always)
    private func hasName(_ node: Int, _ name: Range<Int>) -> Bool {
        let start = Int(nodes[node].start)
        guard Int(nodes[node].count) == name.count else { return false }
        for offset in 0..<name.count
        where html[start + offset].lowercasedASCII != html[name.lowerBound + offset].lowercasedASCII { return false }
        return true
    }
}
