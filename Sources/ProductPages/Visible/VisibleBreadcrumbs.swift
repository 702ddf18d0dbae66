/// Breadcrumbs as they are shown: links in a row that lead from the front page to the product.
enum VisibleBreadcrumbs {
    private static let longestTrail = 1200
    private static let mostNodes = 3000

    /// The page's trail: of what is called breadcrumbs, or else of links with separators between them.
    static func find(_ page: PageTree, _ survey: PageSurvey, base: String?) -> [Breadcrumb] {
        var best: [Breadcrumb] = []
        var skipTo = 0
        var budget = TrailBudget(page)
        for node in survey.hinted where survey.hints[node].contains(.breadcrumb) && node >= skipTo && !budget.isSpent {
            guard !survey.regions[node].contains(.unseen), page.inside(node).count <= mostNodes else { continue }
            let trail = BreadcrumbTrail.levels(of: node, page, survey, base: base, &budget)
            if trail.count > best.count { best = trail }
            if trail.count > 1 { skipTo = Int(page.nodes[node].end) }
        }
        if best.count > 1 { return best }
        return unnamed(page, survey, base: base) ?? best
    }

    // Without a name for it, a trail is a short element whose links have separators between them.
    private static func unnamed(_ page: PageTree, _ survey: PageSurvey, base: String?) -> [Breadcrumb]? {
        var budget = TrailBudget(page)
        var last: (root: Int, sign: [UInt8])?
        for (position, leaf) in survey.leaves.enumerated()
        where survey.texts.count(at: position) <= 40 && !budget.isSpent {
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
            guard page.hasText(root, most: longestTrail), page.inside(root).count <= mostNodes,
                root != last?.root || sign != last?.sign
            else { continue }
            last = (root, sign)
            let trail = BreadcrumbTrail.levels(of: root, page, survey, base: base, &budget)
            let links = trail.filter { $0.url != nil }.count
            guard links >= 1 else { continue }
            let signs = count(of: sign, in: page.textBytes(of: root))
            if trail.count >= 2, signs >= trail.count - 2, signs <= trail.count + 1, signs > 0 {
                return trail
            }
        }
        return nil
    }

    private static func count(of sign: [UInt8], in text: [UInt8]) -> Int {
        text.indices.reduce(0) { $0 + (text[$1] == sign[0] && text[$1...].starts(with: sign) ? 1 : 0) }
    }

    // The separator that a text starts with, or that stands at the end of more than it.
    private static func separator(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard let first = text.first, let last = text.last,
            first == UInt8(ascii: ">") || first == UInt8(ascii: "/") || first == 0xE2 || first == 0xC2
                || last == UInt8(ascii: ">") || last == 0xBA || last == 0xBB
        else { return nil }
        if let sign = signs.first(where: { text.starts(with: $0) }) { return sign }
        return signs.prefix(closingCount).first { sign in
            text.count > sign.count && text.suffix(sign.count).elementsEqual(sign)
        }
    }

    private static let signs = [">", "›", "»", "→", "/"].map { Array($0.utf8) }
    // The first of them stand behind a level as well.
    private static let closingCount = 3
}
