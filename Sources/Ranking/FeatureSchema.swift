import Retrieval

/// The features of a candidate, in their order: one block for each retriever, then what goes beyond single retrievers.
enum FeatureSchema {
    /// Of each retriever: is there a score, ln score, score ÷ the user's best, 1/(rank+2), ln(1+rank).
    static let perRetriever = 5
    static let retrieverCount = RetrievalSource.allCases.count
    static let firstShared = perRetriever * retrieverCount

    /// Features that are not of one retriever, and the evidence they belong to.
    enum Shared: Int, CaseIterable {
        case popularity, lastShare, meanPosition, historyLength, popularityOfLast
        case weightFromLast, weightFromSecond, weightFromThird, coSeenCount, coSeenShare
        case transitionsTo, transitionsFrom
        case attributesLast, attributesSecond, attributesMaximum, attributesMean, attributesWhole
        case textLast, textSecond, textMaximum, textMean, textWhole
        case factorsLast, factorsProfile
        case trend, trendShare, trendLately, trendLatelyShare, idleDays
        case timesHad, hadLately, repeatShare, agreement
        case priceKnown, price, priceComparable, priceStep, priceDistance, priceFit
        case opinionKnown, opinion

        var index: Int { FeatureSchema.firstShared + rawValue }

        var evidence: Evidence {
            switch self {
            case .popularity, .lastShare, .meanPosition, .historyLength, .popularityOfLast: .retriever(.popularity)
            case .weightFromLast, .weightFromSecond, .weightFromThird, .coSeenCount, .coSeenShare, .agreement:
                .retriever(.coVisitation)
            case .transitionsTo, .transitionsFrom: .retriever(.transition)
            case .attributesLast, .attributesSecond, .attributesMaximum, .attributesMean, .attributesWhole:
                .retriever(.attributes)
            case .textLast, .textSecond, .textMaximum, .textMean, .textWhole: .retriever(.text)
            case .factorsLast, .factorsProfile: .retriever(.factors)
            case .timesHad, .hadLately, .repeatShare: .retriever(.repetition)
            case .trend, .trendShare, .trendLately, .trendLatelyShare, .idleDays: .retriever(.trending)
            case .priceKnown, .price, .priceComparable, .priceStep, .priceDistance, .priceFit: .price
            case .opinionKnown, .opinion: .opinion
            }
        }
    }

    /// How many features a candidate has.
    static let count = firstShared + Shared.allCases.count

    /// The evidence each feature belongs to.
    static let evidence: [Evidence] =
        RetrievalSource.allCases.flatMap { Array(repeating: Evidence.retriever($0), count: perRetriever) }
        + Shared.allCases.map(\.evidence)

    /// The same as positions in ``Evidence/all``.
    static let evidenceNumber = evidence.map { Evidence.all.firstIndex(of: $0)! }

    /// The feature 1/(rank+2) of each retriever.
    static let reciprocalRanks = (0..<retrieverCount).map { $0 * perRetriever + 3 }
}
