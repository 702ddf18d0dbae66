import Foundation

/// What is looked at of an amount to tell whether it is the price: how it is written, what it stands in, what stands near it,
/// and what it is among the other amounts. Neither words of one language nor how a page is laid out on a screen.
struct PriceFeatures: Sendable, Equatable {
    /// One number each.
    enum Name: Int, CaseIterable {
        // How it is written.
        case hasCurrency, isMarked, isPartial, letters, hasManyLetters, hasSomeLetters, amounts, label
        // What it stands in.
        case isInPrice, isCloseInPrice, isCurrent, isCloseCurrent, isInProduct, isOld, isStruck, isPartialPrice
        case isRelated, isFrame, isBasket, isReview, isHidden, isInList, isByTitle, isByBuyButton
        case isEmphasised, isLarge, isInsideLink
        // What stands near it; nearness is 1 beside it and falls to 0.
        case hasHeading, isBehindHeading, headingDistance, nearHeading, closeToHeading
        case hasButton, buttonDistance, nearButton, depthOfPage
        // What it is among the others.
        case times, toMedian, rank, order, before, after
        /// That no amount is the price: everything else is 0.
        case isNone
    }

    private(set) var values = [Float](repeating: 0, count: Name.allCases.count)

    subscript(_ name: Name) -> Float {
        get { values[name.rawValue] }
        set { values[name.rawValue] = newValue }
    }

    /// The row that stands for "none of them".
    static let none: PriceFeatures = {
        var row = PriceFeatures()
        row[.isNone] = 1
        return row
    }()

    /// - Parameters:
    ///   - times: at how many places the amount is shown.
    ///   - toMedian: the logarithm of its ratio to the median amount.
    ///   - rank: the share of amounts below it.
    ///   - order: how many amounts stand before it.
    ///   - before: the logarithm of its ratio to the amount before it, from −2 to 2.
    ///   - after: the same to the one behind it.
    mutating func compare(times: Int, toMedian: Double, rank: Double, order: Int, before: Double, after: Double) {
        self[.times] = Float(log1p(Double(times)))
        self[.toMedian] = Float(toMedian)
        self[.rank] = Float(rank)
        self[.order] = Float(log1p(Double(order)))
        self[.before] = Float(before)
        self[.after] = Float(after)
    }
}
