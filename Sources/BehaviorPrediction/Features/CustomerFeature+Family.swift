extension CustomerFeature {
    /// Features that say much the same.
    enum Family: String, CaseIterable, Sendable {
        case recency = "how lately they bought"
        case frequency = "how often they buy"
        case rhythm = "days between orders"
        case money = "what they spend"
        case basket = "what an order is like"
        case items = "what they buy"
        case visits = "visits and carts"
    }

    /// The family it belongs to.
    var family: Family {
        switch self {
        case .recency, .overdue, .overdueMedian, .survived, .ended, .ownChance, .stillCustomer, .purchaseChance:
            .recency
        case .purchaseDays, .purchaseDays7, .purchaseDays14, .purchaseDays30, .purchaseDays60, .purchaseDays90,
            .purchaseDays180, .trend, .yearAgo, .rate, .activeMonths, .tenure:
            .frequency
        case .gapMean, .gapMedian, .gapDeviation, .gapLast, .gapLongest, .gapSmoothed: .rhythm
        case .money, .spend30, .spend90, .spendMean, .spendLast, .spendLargest, .spendDeviation, .spendSmoothed,
            .unitPrice:
            .money
        case .units30, .unitsMean, .linesMean, .itemsMean, .ordersMean, .weekendShare, .weekdayEntropy, .returns,
            .returnedShare, .unitsPerLine, .unitsPerLineLast, .linesLast:
            .basket
        case .distinctItems, .repeatShare, .popularity, .popularityLast, .itemTrend, .itemReturnRate,
            .itemReturnRateLast:
            .items
        case .visitRecency, .visits7, .visits30, .visits90, .views30, .carts30, .openCarts, .viewsSincePurchase,
            .dwellMean, .dwell30, .purchasesPerVisit:
            .visits
        }
    }
}
