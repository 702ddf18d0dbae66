/// Breadcrumbs as they are shown: links in a row that lead from the front page to the product.
enum VisibleBreadcrumbs {
    private static let longestTrail = 1200
    private static let mostNodes = 3000
    private static let mostTrails = 200

    /// The page's trail: of what is called breadcrumbs, or else of links with separators between them.
    static func find(_ page: PageTree, _ survey: PageSurvey, base: String?) -> [Breadcrumb] {
        var best: [Breadcrumb] = []
        var skipTo = 0
        var left = mostTrails
        for node in survey.hinted where survey.hints[node].contains(.breadcrumb) && node >= skipTo && left > 0 {
            guard !survey.regions[node].contains(.unseen), page.inside(node).count <= mostNodes else { continue }
            left -= 1
            let trail = BreadcrumbTrail.levels(of: node, page, survey, base: base)
            if trail.count > best.count { best = trail }
            if trail.count > 1 { skipTo = Int(page.nodes[node].end) }
        }
        if best.count > 1 { return best }
        return unnamed(page, survey, base: base) ?? best
    }

    // Without a name for it, a trail is a short element whose links have separators between them.
    private static func unnamed(_ page: PageTree, _ survey: PageSurvey, base: String?) -> [Breadcrumb]? {
        var left = mostTrails
        for (position, leaf) in survey.leaves.enumerated() where survey.texts.count(at: position) <= 40 && left > 0 {
            guard let sign = survey.texts.withText(at: position, { separator($0) }),
                survey.regions[leaf].isDisjoint(with: [.related, .frame, .review]), let parent = page.parent(of: leaf)
            else { continue }
            var root = parent
            for _ in 0..<3 {
                let links = page.count(of: .a, inside: root)
                if links >= 2 || links == 1 && root != parent { break }
                guard let wider = page.parent(of: root) else { break }
                root = wider
            }
            guard page.hasText(root, most: longestTrail), page.inside(root).count <= mostNodes else { continue }
            left -= 1
            let trail = BreadcrumbTrail.levels(of: root, page, survey, base: base)
            let links = trail.filter { $0.url != nil }.count
            let signs = page.text(of: root).filter { $0 == sign }.count
            if trail.count >= 2, links >= 1, signs >= trail.count - 2, signs <= trail.count + 1, signs > 0 {
                return trail
            }
        }
        return nil
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
