/// What speaks for and against an amount before anything is learned, as points.
///
/// A few shops' pages teach little about what hardly any of them has; these points are what a person would say of it.
enum PricePrior {
    private static let weights: [(PriceFeatures.Name, Float)] = [
        (.hasCurrency, 1), (.label, 1), (.isPartial, -2), (.hasSomeLetters, -0.5), (.hasManyLetters, -0.7),
        (.isInPrice, 1.5), (.isCloseInPrice, 0.5), (.isCloseCurrent, 0.5), (.isInProduct, 0.3),
        (.isPartialPrice, -1.2), (.isRelated, -3), (.isFrame, -2.5), (.isBasket, -2), (.isReview, -2),
        (.isHidden, -0.5), (.isInList, -0.8), (.isEmphasised, 0.4), (.isLarge, 0.6), (.isInsideLink, -1),
        (.nearButton, 0.8),
    ]

    static func points(_ row: PriceFeatures) -> Float {
        var points = weights.reduce(0) { $0 + $1.1 * row[$1.0] }
        if row[.isOld] > 0 || row[.isStruck] > 0 { points -= 2 }
        if row[.hasHeading] > 0 {
            points += row[.isBehindHeading] > 0 ? 1.6 * row[.nearHeading] + 0.3 : 0.8 * row[.closeToHeading] - 0.5
        }
        return points
    }
}
