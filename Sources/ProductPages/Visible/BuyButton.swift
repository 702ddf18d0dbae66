/// What people press on a page.
enum BuyButton {
    private static let longestText = 200
    // From the heading, in nodes.
    private static let nearby = 350
    private static let mostCandidates = 3000

    /// The element that people press to buy: the one nearest below the heading.
    static func find(_ visible: VisiblePage) -> Int? {
        let (page, survey) = (visible.page, visible.survey)
        var found: Int?
        var left = visible.limit(mostCandidates)
        for tag in [Tag.button, .input, .a, .span, .div] {
            for node in page.elements(tag) {
                let isCandidate =
                    tag == .input
                    ? isPressed(input: node, page) : tag == .button || survey.hints[node].contains(.buy)
                guard isCandidate, node > visible.start, found.map({ node < $0 }) ?? true,
                    survey.regions[node].isDisjoint(with: [.related, .frame, .unseen]), left > 0
                else { continue }
                left -= 1
                guard isInvitation(node, tag, page, survey) || isNamed(node, tag, visible)
                else { continue }
                found = node
                break
            }
        }
        return found
    }

    private static func isInvitation(_ node: Int, _ tag: Tag, _ page: PageTree, _ survey: PageSurvey) -> Bool {
        if isDisabled(node, page) { return false }
        if tag == .input {
            return page.attribute(.value, of: node).map(Availability.isInvitation) ?? false
                || survey.hints[node].contains(.buy)
        }
        if survey.hints[node].contains(.buy), tag == .button { return true }
        guard let text = page.text(of: node, most: longestText) else { return false }
        return Availability.isInvitation(text)
            || page.attribute(.ariaLabel, of: node).map(Availability.isInvitation) ?? false
    }

    // Something that is called a button for buying, whatever it shows: a picture, or a language of its own.
    private static func isNamed(_ node: Int, _ tag: Tag, _ visible: VisiblePage) -> Bool {
        let (page, survey) = (visible.page, visible.survey)
        guard tag != .input, survey.hints[node].isSuperset(of: [.buy, .pressed]), node - visible.start < nearby,
            survey.regions[node].isDisjoint(with: [.basket, .review]), !isDisabled(node, page)
        else { return false }
        return page.hasText(node, most: longestText)
    }

    private static func isDisabled(_ node: Int, _ page: PageTree) -> Bool {
        page.hasAttribute(.disabled, of: node) || page.attribute(.ariaDisabled, of: node) == "true"
    }

    private static func isPressed(input node: Int, _ page: PageTree) -> Bool {
        let type = page.attribute(.type, of: node)?.lowercased()
        return type == "submit" || type == "button" || type == "image"
    }

    /// Whether something can be pressed below the heading, in the product's own part of the page.
    static func hasControls(_ visible: VisiblePage) -> Bool {
        let (page, survey) = (visible.page, visible.survey)
        func isOwn(_ node: Int) -> Bool {
            node > visible.start
                && survey.regions[node].isDisjoint(with: [.related, .frame, .basket, .review, .unseen])
        }
        if page.elements(.button).contains(where: isOwn) || page.elements(.select).contains(where: isOwn) {
            return true
        }
        if page.elements(.input).contains(where: { isOwn($0) && isPressed(input: $0, page) }) { return true }
        return page.elements(.a).contains { node in
            guard isOwn(node) else { return false }
            if page.hasAttribute(.onclick, of: node) || page.attribute(.role, of: node) == "button" { return true }
            return page.attribute(.href, of: node)?.lowercased().hasPrefix("javascript:") ?? false
        }
    }
}
