/// Reads the levels inside of an element that shows the way to a product: links, and text between separators.
struct BreadcrumbTrail {
    private let page: PageTree
    private let survey: PageSurvey
    private let base: String?
    private var levels: [Breadcrumb] = []
    // Text that was read and belongs to no level yet, in UTF-8.
    private var pending: [UInt8] = []
    private var budget: TrailBudget

    private static let separators: Set<Character> = [
        ">", "›", "»", "/", "→", "|", "•", "·", "\\", "«", "‹", "<", "▸", "►", "❯", "⟩", "-", "–", "∙", ":", "→",
    ]
    // What parts levels inside of one text, with blanks around it.
    private static let inner = [">", "›", "»", "→", "▸", "►", "❯", "⟩"].map { Array($0.utf8) }
    private static let longestLevel = 150
    // No level has as many, however many bytes its characters take.
    private static let mostBytes = 6 * longestLevel
    // Around a level's name stand few separators.
    private static let mostSigns = 40
    private static let mostLevels = 15

    private init(_ page: PageTree, _ survey: PageSurvey, base: String?, _ budget: TrailBudget) {
        self.page = page
        self.survey = survey
        self.base = base
        self.budget = budget
    }

    /// The levels inside of `root`, with what each leads to.
    static func levels(
        of root: Int, _ page: PageTree, _ survey: PageSurvey, base: String?, _ budget: inout TrailBudget
    ) -> [Breadcrumb] {
        var trail = BreadcrumbTrail(page, survey, base: base, budget)
        trail.budget.takeTrail()
        trail.read(root)
        budget = trail.budget
        return BreadcrumbCleaning.cleaned(trail.levels)
    }

    private mutating func read(_ root: Int) {
        var node = root + 1
        while node < Int(page.nodes[root].end), levels.count < Self.mostLevels, !budget.isSpent {
            budget.take(nodes: 1)
            let tag = page.nodes[node].tag
            if tag == .a {
                takeText()
                takeLink(node)
                node = Int(page.nodes[node].end)
            } else if isNoLevel(node, root) {
                takeText()
                node = Int(page.nodes[node].end)
            } else {
                if tag == .text {
                    budget.take(bytes: page.range(ofText: node).count)
                    pending += page.textBytes(of: node)
                    pending.append(Self.blank)
                } else if tag.traits.contains(.block) {
                    takeText()
                }
                node += 1
            }
        }
        takeText()
    }

    private static let blank = UInt8(ascii: " ")

    private mutating func takeLink(_ node: Int) {
        budget.takeLevel()
        budget.take(nodes: page.inside(node).count)
        budget.take(bytes: page.seenText(in: node..<Int(page.nodes[node].end)))
        let name = page.text(of: node, most: Self.mostBytes).flatMap { Self.name($0) } ?? title(of: node)
        budget.take(bytes: page.rawAttribute(.href, of: node)?.count ?? 0)
        let url = page.attribute(.href, of: node).flatMap { BreadcrumbCleaning.address($0, base: base) }
        if name != nil || url != nil { levels.append(Breadcrumb(name: name, url: url)) }
    }

    private mutating func takeText() {
        defer { pending.removeAll(keepingCapacity: true) }
        guard pending.withUnsafeBufferPointer({ Letters.holdsWord($0) }) else { return }
        var start = 0
        var wordStart = 0
        while wordStart < pending.count {
            let wordEnd = pending[wordStart...].firstIndex(of: Self.blank) ?? pending.count
            if Self.inner.contains(where: { pending[wordStart..<wordEnd].elementsEqual($0) }) {
                add(pending[start..<wordStart])
                start = wordEnd
            }
            wordStart = wordEnd + 1
        }
        add(pending[min(start, pending.count)...])
    }

    private mutating func add(_ text: ArraySlice<UInt8>) {
        guard levels.count < Self.mostLevels, !budget.isSpent, text.count <= Self.mostBytes,
            text.contains(where: { $0 != Self.blank })
        else { return }
        budget.takeLevel()
        // A name is looked at character by character.
        budget.take(bytes: 4 * text.count)
        guard let name = Self.name(String(decoding: text, as: UTF8.self)) else { return }
        levels.append(Breadcrumb(name: name, url: nil))
    }

    // What is not seen, choices, codes and prices beside the trail, and menus of a level's neighbours.
    private mutating func isNoLevel(_ node: Int, _ root: Int) -> Bool {
        let tag = page.nodes[node].tag
        switch tag {
        case .text: return false
        case .select, .option: return true
        case .ul, .ol: return isInside(node, .li, below: root) && itemCount(node) > 1
        default: break
        }
        if tag.traits.contains(.unseen) { return true }
        return !survey.hints[node].isDisjoint(with: [.identifier, .price]) && page.count(of: .a, inside: node) == 0
    }

    private mutating func isInside(_ node: Int, _ tag: Tag, below root: Int) -> Bool {
        var node = node
        while let parent = page.parent(of: node), parent > root {
            budget.take(nodes: 1)
            if page.nodes[parent].tag == tag { return true }
            node = parent
        }
        return false
    }

    private func itemCount(_ list: Int) -> Int {
        page.children(of: list).reduce(0) { $0 + (page.nodes[$1].tag == .li ? 1 : 0) }
    }

    // Text without the signs between levels; nil when nothing is left.
    private static func name(_ text: String) -> String? {
        guard text.utf8.count <= mostBytes else { return nil }
        var text = Substring(Whitespace.folded(text))
        var left = mostSigns
        while let first = text.first, separators.contains(first) && !opens(text) || first == " " {
            text.removeFirst()
            left -= 1
            if left == 0 { return nil }
        }
        while let last = text.last,
            separators.contains(last) && last != ":" && !closes(text) || last == " " || text.hasSuffix(" .")
        {
            text.removeLast()
            left -= 1
            if left == 0 { return nil }
        }
        return text.isEmpty || text.count > longestLevel || !text.contains(where: { $0.isLetter || $0.isNumber })
            ? nil : String(text)
    }

    // Some separators are quotation marks as well.
    private static func opens(_ text: Substring) -> Bool {
        text.first == "«" && text.contains("»") || text.first == "»" && text.contains("«")
    }
    private static func closes(_ text: Substring) -> Bool {
        text.last == "»" && text.contains("«") || text.last == "«" && text.contains("»")
    }

    private func title(of node: Int) -> String? {
        for attribute in [AttributeName.title, .ariaLabel] {
            if let text = Whitespace.meaningful(page.attribute(attribute, of: node)) { return text }
        }
        let picture = page.inside(node).first { page.nodes[$0].tag == .img }
        return picture.flatMap { Whitespace.meaningful(page.attribute(.alt, of: $0)) }
    }
}
