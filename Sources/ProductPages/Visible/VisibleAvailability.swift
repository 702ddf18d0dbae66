/// Whether a page says to people that its product can be bought.
struct VisibleAvailability {
    /// The schema.org name of what was found.
    let name: String
    /// How sure it is, [0, 1].
    let confidence: Double

    private static let longestPhrase = 120
    // In nodes.
    private static let beside = 42
    private static let near = 175

    /// What stands near the heading, the price and the button; a button alone says it can be bought.
    static func find(_ visible: VisiblePage, price: Int?, button: Int?) -> VisibleAvailability? {
        let (page, survey) = (visible.page, visible.survey)
        var best: (name: String, points: Double, leaf: Int)?
        let anchors = [visible.heading, price, button].compactMap { $0 }
        for (position, leaf) in survey.leaves.enumerated()
        where survey.texts.count(at: position) <= longestPhrase
            && survey.regions[leaf].isDisjoint(with: [.related, .frame, .basket, .review])
        {
            let isMarked = survey.hints(around: leaf, levels: 2, page).contains(.stock)
            var distance = 1000
            for anchor in anchors { distance = min(distance, abs(anchor - leaf)) }
            guard isMarked || distance < near,
                let name = survey.texts.withLowerText(at: position, { Availability.phrase($0) }), !isUnshown(leaf, page)
            else { continue }
            let isOption = survey.hints(around: leaf, levels: 3, page).contains(.list) || isInsideOption(leaf, page)
            let points =
                (isMarked ? 1.5 : 0) + (distance < beside ? 1 : distance < near ? 0.5 : 0) - (isOption ? 1.5 : 0)
            if points > 0.4, best.map({ points > $0.points }) ?? true { best = (name, points, leaf) }
        }
        if let best {
            // "Out of stock" beside a button that can be pressed is about another size or shop.
            if !Availability.isAvailable(best.name), let button, best.points < 2,
                !isElsewhere(button, behind: best.leaf, price: price, page)
            {
                return VisibleAvailability(name: "InStock", confidence: 0.5)
            }
            return VisibleAvailability(name: best.name, confidence: min(0.85, 0.5 + best.points / 8))
        }
        return button == nil ? nil : VisibleAvailability(name: "InStock", confidence: 0.6)
    }

    // Whether a heading parts a button from the price and from what is said beside it: then it is about something else.
    private static func isElsewhere(_ button: Int, behind leaf: Int, price: Int?, _ page: PageTree) -> Bool {
        guard let price, max(price, leaf) < button else { return false }
        return [Tag.h1, .h2, .h3, .h4].contains { tag in
            let headings = page.elements(tag)
            let next = headings.position(of: max(price, leaf))
            return next < headings.endIndex && headings[next] < button
        }
    }

    // Messages for what may happen later, "picture not available", wait in elements whose own style hides them.
    private static func isUnshown(_ leaf: Int, _ page: PageTree) -> Bool {
        var node = leaf
        for _ in 0..<mostLevels {
            guard let parent = page.parent(of: node) else { return false }
            node = parent
            if let style = page.rawAttribute(.style, of: node) {
                let text = page.bytes[style].prefix(longestStyle).filter { !$0.isHTMLSpace }.map(\.lowercasedASCII)
                if text.holds("display:none") { return true }
            }
        }
        return false
    }

    private static let mostLevels = 8
    private static let longestStyle = 300

    private static func isInsideOption(_ leaf: Int, _ page: PageTree) -> Bool {
        var node = leaf
        for _ in 0..<4 {
            if page.nodes[node].tag == .option || page.nodes[node].tag == .select { return true }
            guard let parent = page.parent(of: node) else { return false }
            node = parent
        }
        return false
    }
}
