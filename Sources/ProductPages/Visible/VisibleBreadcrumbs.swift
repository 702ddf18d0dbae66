/// Breadcrumbs as they are shown: links in a row that lead from the front page to the product.
enum VisibleBreadcrumbs {
    private static let separators: Set<Character> = [
        ">", "›", "»", "/", "→", "|", "•", "·", "\\", "«", "‹", "<", "▸", "►", "❯", "⟩", "-", "–", "∙", ":", "→",
    ]
    private static let longestLevel = 150
    private static let mostLevels = 15

    /// The page's trail: of what is called breadcrumbs, or else of links with separators between them.
    static func find(_ page: PageTree, _ survey: PageSurvey, base: String?) -> [Breadcrumb] {
        var best: [Breadcrumb] = []
        var skipTo = 0
        for node in survey.hinted where survey.hints[node].contains(.breadcrumb) && node >= skipTo {
            guard !survey.regions[node].contains(.unseen) else { continue }
            let trail = levels(of: node, page, base: base)
            if trail.count > best.count { best = trail }
            if trail.count > 1 { skipTo = Int(page.nodes[node].end) }
        }
        if best.count > 1 { return best }
        return unnamed(page, survey, base: base) ?? best
    }

    /// The levels inside of an element, with what each leads to.
    static func levels(of root: Int, _ page: PageTree, base: String?) -> [Breadcrumb] {
        var trail: [Breadcrumb] = []
        var pending = ""
        var node = root + 1
        func takeText() {
            if let name = name(pending) { trail.append(Breadcrumb(name: name, url: nil)) }
            pending = ""
        }
        while node < Int(page.nodes[root].end), trail.count < mostLevels {
            let tag = page.nodes[node].tag
            if tag == .a {
                takeText()
                let name = name(page.text(of: node)) ?? title(of: node, page)
                let url = page.attribute(.href, of: node).flatMap { address($0, base: base) }
                if name != nil || url != nil { trail.append(Breadcrumb(name: name, url: url)) }
                node = Int(page.nodes[node].end)
                continue
            }
            if tag.traits.contains(.unseen) || tag == .select || tag == .option {
                node = Int(page.nodes[node].end)
                continue
            }
            if tag == .text {
                pending += page.text(of: node) + " "
            } else if tag.traits.contains(.block) {
                takeText()
            }
            node += 1
        }
        takeText()
        return cleaned(trail)
    }

    // Text without the signs between levels; nil when nothing is left.
    private static func name(_ text: String) -> String? {
        var text = Substring(Whitespace.folded(text))
        while let first = text.first, separators.contains(first) || first == " " { text.removeFirst() }
        while let last = text.last, separators.contains(last) && last != ":" || last == " " { text.removeLast() }
        return text.isEmpty || text.count > longestLevel || !text.contains(where: { $0.isLetter || $0.isNumber })
            ? nil : String(text)
    }

    private static func title(of node: Int, _ page: PageTree) -> String? {
        for attribute in [AttributeName.title, .ariaLabel] {
            if let text = Whitespace.meaningful(page.attribute(attribute, of: node)) { return text }
        }
        let picture = page.inside(node).first { page.nodes[$0].tag == .img }
        return picture.flatMap { Whitespace.meaningful(page.attribute(.alt, of: $0)) }
    }

    private static func address(_ href: String, base: String?) -> String? {
        let href = href.trimmingASCIISpace
        guard !href.isEmpty, href != "#", !href.lowercased().hasPrefix("javascript:") else { return nil }
        return PageAddress.absolute(href, base: base)
    }

    // The same level may stand there twice: once as a picture's text, once as words.
    private static func cleaned(_ trail: [Breadcrumb]) -> [Breadcrumb] {
        var result: [Breadcrumb] = []
        for level in trail where level != result.last {
            if let last = result.last, last.name != nil, last.name == level.name, last.url == nil || level.url == nil {
                result[result.count - 1].url = last.url ?? level.url
            } else if let last = result.last, last.url == level.url, level.url != nil,
                last.name == nil || level.name == nil
            {
                result[result.count - 1].name = last.name ?? level.name
            } else {
                result.append(level)
            }
        }
        return result
    }

    // Without a name for it, a trail is a short element whose links have separators between them.
    private static func unnamed(_ page: PageTree, _ survey: PageSurvey, base: String?) -> [Breadcrumb]? {
        for (position, leaf) in survey.leaves.enumerated() where survey.texts.count(at: position) <= 40 {
            guard let sign = survey.texts.withText(at: position, { separator($0) }),
                survey.regions[leaf].isDisjoint(with: [.related, .frame, .review]), let parent = page.parent(of: leaf)
            else { continue }
            var root = parent
            for _ in 0..<3 {
                let links = linkCount(inside: root, page)
                if links >= 2 || links == 1 && root != parent { break }
                guard let wider = page.parent(of: root) else { break }
                root = wider
            }
            guard page.hasText(root, most: 1200) else { continue }
            let trail = levels(of: root, page, base: base)
            let links = trail.filter { $0.url != nil }.count
            let signs = page.text(of: root).filter { $0 == sign }.count
            if trail.count >= 2, links >= 1, signs >= trail.count - 2, signs <= trail.count + 1, signs > 0 {
                return trail
            }
        }
        return nil
    }

    // One, or two for more.
    private static func linkCount(inside root: Int, _ page: PageTree) -> Int {
        var count = 0
        for node in page.inside(root) where page.nodes[node].tag == .a {
            count += 1
            if count == 2 { break }
        }
        return count
    }

    // The separator that a text starts with, or that stands at the end of more than it.
    private static func separator(_ text: UnsafeBufferPointer<UInt8>) -> Character? {
        guard let first = text.first, let last = text.last,
            first == UInt8(ascii: ">") || first == UInt8(ascii: "/") || first == 0xE2 || first == 0xC2
                || last == UInt8(ascii: ">") || last == 0xBA || last == 0xBB
        else { return nil }
        for (sign, bytes) in signs where text.starts(with: bytes) { return sign }
        for (sign, bytes) in signs
        where sign != "/" && sign != "→" && text.count > bytes.count && text.suffix(bytes.count).elementsEqual(bytes) {
            return sign
        }
        return nil
    }

    private static let signs: [(Character, [UInt8])] = [">", "›", "»", "→", "/"].map { ($0, Array(String($0).utf8)) }
}

extension String {
    var trimmingASCIISpace: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
