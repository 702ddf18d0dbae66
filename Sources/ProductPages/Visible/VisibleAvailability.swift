/// Whether a page says to people that its product can be bought.
struct VisibleAvailability {
    /// The schema.org name of what was found.
    let name: String
    /// How sure it is, [0, 1].
    let confidence: Double

    private static let longestPhrase = 120

    /// The element that people press to buy: the one nearest below the heading.
    static func button(_ visible: VisiblePage) -> Int? {
        let (page, survey) = (visible.page, visible.survey)
        var found: Int?
        for tag in [Tag.button, .input, .a, .span, .div] {
            for node in page.elements(tag) {
                let isCandidate = tag == .button || tag == .input || survey.hints[node].contains(.buy)
                guard isCandidate, node > visible.start, found.map({ node < $0 }) ?? true,
                    survey.regions[node].isDisjoint(with: [.related, .frame, .unseen]),
                    isInvitation(node, tag, page, survey)
                else { continue }
                found = node
                break
            }
        }
        return found
    }

    private static func isInvitation(_ node: Int, _ tag: Tag, _ page: PageTree, _ survey: PageSurvey) -> Bool {
        if page.hasAttribute(.disabled, of: node) { return false }
        if tag == .input {
            let type = page.attribute(.type, of: node)?.lowercased()
            guard type == "submit" || type == "button" || type == "image" else { return false }
            return page.attribute(.value, of: node).map(Availability.isInvitation) ?? false
                || survey.hints[node].contains(.buy)
        }
        if survey.hints[node].contains(.buy), tag == .button { return true }
        guard let text = page.text(of: node, most: 200) else { return false }
        return Availability.isInvitation(text)
            || page.attribute(.ariaLabel, of: node).map(Availability.isInvitation) ?? false
    }

    /// What stands near the heading, the price and the button; a button alone says it can be bought.
    static func find(_ visible: VisiblePage, price: Int?, button: Int?) -> VisibleAvailability? {
        let (page, survey) = (visible.page, visible.survey)
        var best: (name: String, points: Double)?
        let anchors = [visible.heading, price, button].compactMap { $0 }
        for (position, leaf) in survey.leaves.enumerated()
        where survey.texts.count(at: position) <= longestPhrase
            && survey.regions[leaf].isDisjoint(with: [.related, .frame, .basket, .review])
        {
            let isMarked = survey.hints(around: leaf, levels: 2, page).contains(.stock)
            var distance = 1000
            for anchor in anchors { distance = min(distance, abs(anchor - leaf)) }
            guard isMarked || distance < 250,
                let name = survey.texts.withLowerText(at: position, { Availability.phrase($0) })
            else { continue }
            let isOption = survey.hints(around: leaf, levels: 3, page).contains(.list) || isInsideOption(leaf, page)
            let points = (isMarked ? 1.5 : 0) + (distance < 60 ? 1 : distance < 250 ? 0.5 : 0) - (isOption ? 1.5 : 0)
            if points > 0.4, best.map({ points > $0.points }) ?? true { best = (name, points) }
        }
        if let best {
            // "Out of stock" beside a button that can be pressed is about another size or shop.
            if !Availability.isAvailable(best.name), button != nil, best.points < 2 {
                return VisibleAvailability(name: "InStock", confidence: 0.5)
            }
            return VisibleAvailability(name: best.name, confidence: min(0.85, 0.5 + best.points / 8))
        }
        return button == nil ? nil : VisibleAvailability(name: "InStock", confidence: 0.6)
    }

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
