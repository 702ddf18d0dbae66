/// Reads the levels inside of an element that shows the way to a product: links, and text between separators.
struct BreadcrumbTrail {
    private let page: PageTree
    private let survey: PageSurvey
    private let base: String?
    private var levels: [Breadcrumb] = []
    private var pending = ""

    private static let separators: Set<Character> = [
        ">", "›", "»", "/", "→", "|", "•", "·", "\\", "«", "‹", "<", "▸", "►", "❯", "⟩", "-", "–", "∙", ":", "→",
    ]
    // What parts levels inside of one text, with blanks around it.
    private static let inner: Set<Character> = [">", "›", "»", "→", "▸", "►", "❯", "⟩"]
    private static let longestLevel = 150
    private static let mostLevels = 15

    private init(_ page: PageTree, _ survey: PageSurvey, base: String?) {
        self.page = page
        self.survey = survey
        self.base = base
    }

    /// The levels inside of `root`, with what each leads to.
    static func levels(of root: Int, _ page: PageTree, _ survey: PageSurvey, base: String?) -> [Breadcrumb] {
        var trail = BreadcrumbTrail(page, survey, base: base)
        trail.read(root)
        return BreadcrumbCleaning.cleaned(trail.levels)
    }

    private mutating func read(_ root: Int) {
        var node = root + 1
        while node < Int(page.nodes[root].end), levels.count < Self.mostLevels {
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
                    pending += page.text(of: node) + " "
                } else if tag.traits.contains(.block) {
                    takeText()
                }
                node += 1
            }
        }
        takeText()
    }

    private mutating func takeLink(_ node: Int) {
        let text = page.text(of: node)
        let name = Self.name(text) ?? title(of: node)
        let url = page.attribute(.href, of: node).flatMap { BreadcrumbCleaning.address($0, base: base) }
        if name != nil || url != nil { levels.append(Breadcrumb(name: name, url: url)) }
    }

    private mutating func takeText() {
        let text = pending
        pending = ""
        guard text.contains(where: { $0 != " " }) else { return }
        var part = ""
        for word in text.split(separator: " ") {
            if word.count == 1, let sign = word.first, Self.inner.contains(sign) {
                add(part)
                part = ""
            } else {
                part += word + " "
            }
        }
        add(part)
    }

    private mutating func add(_ text: String) {
        if let name = Self.name(text) { levels.append(Breadcrumb(name: name, url: nil)) }
    }

    // What is not seen, choices, codes and prices beside the trail, and menus of a level's neighbours.
    private func isNoLevel(_ node: Int, _ root: Int) -> Bool {
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

    private func isInside(_ node: Int, _ tag: Tag, below root: Int) -> Bool {
        var node = node
        while let parent = page.parent(of: node), parent > root {
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
        var text = Substring(Whitespace.folded(text))
        while let first = text.first, separators.contains(first) && !opens(text) || first == " " { text.removeFirst() }
        while let last = text.last,
            separators.contains(last) && last != ":" && !closes(text) || last == " " || text.hasSuffix(" .")
        {
            text.removeLast()
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
