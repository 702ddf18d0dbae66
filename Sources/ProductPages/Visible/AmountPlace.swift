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

    private var survey: PageSurvey { visible.survey }

    /// What is looked at of the amount in the run of text at `position`, but for what it is among the others.
    /// - Parameters:
    ///   - surroundings: the elements around that run.
    ///   - text: what the element shows that holds little more than the amount.
    ///   - amountCount: how many amounts the text holds.
    func features(
        at position: Int, _ surroundings: AmountSurroundings, _ text: [UInt8], _ money: Money, amountCount: Int
    ) -> PriceFeatures {
        var row = PriceFeatures()
        let letters = AmountText.letterCount(text)
        row[.hasCurrency] = money.currency != nil ? 1 : 0
        row[.isMarked] = money.isMarked ? 1 : 0
        row[.isPartial] = AmountText.isPartial(text) ? 1 : 0
        row[.letters] = Float(log1p(Double(letters)))
        row[.hasManyLetters] = letters > 20 ? 1 : 0
        row[.hasSomeLetters] = letters > 8 ? 1 : 0
        row[.amounts] = Float(log1p(Double(amountCount)))
        row[.label] = Float(PriceLabel.points(survey.texts, position, text))
        Self.fillSurroundings(&row, surroundings, survey.regions[survey.leaves[position]])
        fillDistances(&row, position)
        return row
    }

    private static func fillSurroundings(_ row: inout PriceFeatures, _ amount: AmountSurroundings, _ regions: Hint) {
        func set(_ name: PriceFeatures.Name, if isSo: Bool) { if isSo { row[name] = 1 } }
        set(.isInPrice, if: amount.around.contains(.price))
        set(.isCloseInPrice, if: amount.close.contains(.price))
        set(.isCurrent, if: amount.around.contains(.currentPrice))
        set(.isCloseCurrent, if: amount.close.isSuperset(of: [.price, .currentPrice]))
        set(.isInProduct, if: amount.around.contains(.product))
        set(.isOld, if: amount.close.contains(.oldPrice))
        set(.isStruck, if: amount.isStruck)
        set(.isPartialPrice, if: amount.close.contains(.partialPrice))
        set(.isRelated, if: regions.contains(.related))
        set(.isFrame, if: regions.contains(.frame))
        set(.isBasket, if: regions.contains(.basket))
        set(.isReview, if: regions.contains(.review))
        set(.isHidden, if: regions.contains(.hidden))
        set(.isInList, if: amount.wide.contains(.list))
        set(.isByTitle, if: amount.wide.contains(.title))
        set(.isByBuyButton, if: amount.wide.contains(.buy))
        set(.isEmphasised, if: amount.isEmphasised)
        set(.isLarge, if: amount.isLarge)
        set(.isInsideLink, if: amount.isInsideLink)
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
}
