import Foundation

/// What amounts on a page stand in and near.
struct AmountPlace {
    private let visible: VisiblePage
    private let button: Int?
    // Distances are counted in runs of text, as markup between them is not seen.
    private let headingPosition: Int
    private let buttonPosition: Int

    init(_ visible: VisiblePage, button: Int?) {
        self.visible = visible
        self.button = button
        headingPosition = visible.heading.map { visible.survey.texts.position(of: $0) } ?? 0
        buttonPosition = button.map { visible.survey.texts.position(of: $0) } ?? 0
    }

    private var page: PageTree { visible.page }
    private var survey: PageSurvey { visible.survey }

    /// What is looked at of the amount in the run of text at `position`, but for what it is among the others.
    /// - Parameters:
    ///   - text: what the element shows that holds little more than the amount.
    ///   - amountCount: how many amounts the text holds.
    func features(at position: Int, _ text: [UInt8], _ money: Money, amountCount: Int) -> PriceFeatures {
        var row = PriceFeatures()
        let leaf = survey.leaves[position]
        let letters = AmountText.letterCount(text)
        row[.hasCurrency] = money.currency != nil ? 1 : 0
        row[.isMarked] = money.isMarked ? 1 : 0
        row[.isPartial] = AmountText.isPartial(text) ? 1 : 0
        row[.letters] = Float(log1p(Double(letters)))
        row[.hasManyLetters] = letters > 20 ? 1 : 0
        row[.hasSomeLetters] = letters > 8 ? 1 : 0
        row[.amounts] = Float(log1p(Double(amountCount)))
        row[.label] = Float(PriceLabel.points(survey.texts, position, text))
        fillSurroundings(&row, leaf)
        fillDistances(&row, position)
        return row
    }

    private func fillSurroundings(_ row: inout PriceFeatures, _ leaf: Int) {
        let close = survey.hints(around: leaf, levels: 2, page)
        let around = survey.hints(around: leaf, levels: 4, page)
        let wide = survey.hints(around: leaf, levels: 8, page)
        let regions = survey.regions[leaf]
        for (name, isSo) in [
            (PriceFeatures.Name.isInPrice, around.contains(.price)), (.isCloseInPrice, close.contains(.price)),
            (.isCurrent, around.contains(.currentPrice)),
            (.isCloseCurrent, close.isSuperset(of: [.price, .currentPrice])),
            (.isInProduct, around.contains(.product)), (.isOld, close.contains(.oldPrice)),
            (.isStruck, isStruck(leaf)), (.isPartialPrice, close.contains(.partialPrice)),
            (.isRelated, regions.contains(.related)), (.isFrame, regions.contains(.frame)),
            (.isBasket, regions.contains(.basket)), (.isReview, regions.contains(.review)),
            (.isHidden, regions.contains(.hidden)), (.isInList, wide.contains(.list)),
            (.isByTitle, wide.contains(.title)), (.isByBuyButton, wide.contains(.buy)),
            (.isEmphasised, isEmphasised(leaf)), (.isLarge, isLarge(leaf)), (.isInsideLink, isInsideLink(leaf)),
        ] where isSo {
            row[name] = 1
        }
    }

    private func fillDistances(_ row: inout PriceFeatures, _ position: Int) {
        let leaf = survey.leaves[position]
        let toHeading = Double(abs(headingPosition - position))
        if let heading = visible.heading {
            row[.hasHeading] = 1
            row[.isBehindHeading] = leaf > heading ? 1 : 0
            row[.headingDistance] = Float(log1p(toHeading))
            row[.nearHeading] = Float(exp(-toHeading / 60))
            row[.closeToHeading] = Float(exp(-toHeading / 15))
        }
        if button != nil {
            let distance = Double(abs(buttonPosition - position))
            row[.hasButton] = 1
            row[.buttonDistance] = Float(log1p(distance))
            row[.nearButton] = Float(exp(-distance / 20))
        }
        row[.depthOfPage] = Float(position) / Float(max(survey.leaves.count, 1))
    }

    static func isStruck(_ tag: Tag) -> Bool { tag == .del || tag == .s || tag == .strike }

    func isStruck(_ leaf: Int) -> Bool {
        isInside(leaf, levels: 4) { node in
            Self.isStruck(page.nodes[node].tag)
                || page.rawAttribute(.style, of: node).map { page.bytes[$0].holds("line-through") } ?? false
        }
    }

    private func isEmphasised(_ leaf: Int) -> Bool {
        isInside(leaf, levels: 3) { node in
            switch page.nodes[node].tag {
            case .b, .strong, .big, .h1, .h2, .h3, .h4, .ins, .em: true
            default: false
            }
        }
    }

    // By the style that an element itself asks for.
    private func isLarge(_ leaf: Int) -> Bool {
        isInside(leaf, levels: 3) { node in
            if let style = page.rawAttribute(.style, of: node), let size = FontSize.pixels(page.bytes[style]),
                size >= 20
            {
                return true
            }
            guard page.nodes[node].tag == .font, let size = page.attribute(.size, of: node) else { return false }
            return FontSize.isLarge(step: size)
        }
    }

    // A link around an amount leads to another product.
    private func isInsideLink(_ leaf: Int) -> Bool { isInside(leaf, levels: 4) { page.nodes[$0].tag == .a } }

    // Whether a node, or one of those around it up to so many levels in all, is as wanted.
    private func isInside(_ leaf: Int, levels: Int, _ isWanted: (Int) -> Bool) -> Bool {
        var node = leaf
        for _ in 0..<levels {
            if isWanted(node) { return true }
            guard let parent = page.parent(of: node) else { return false }
            node = parent
        }
        return false
    }
}
