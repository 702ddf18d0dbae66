import DataModel
import LinearAlgebra
import Retrieval

/// Every retriever, fitted to one set of histories, and the statistics that features need.
struct RetrievalModel: Sendable {
    let neighbors: [ItemNeighbors]
    /// The weights of EASE, or of item-kNN where there are none, over a history of any length without decay.
    let wholeHistory: ItemNeighbors
    let popular: [PopularityRetriever]
    let repetition: RepetitionRetriever
    /// How often an item came right after another: `[items × items]`, and the same turned round.
    let transitionCounts: SparseMatrix
    let reverseTransitionCounts: SparseMatrix
    /// Rows of length 1: `[items × attributes]`, `[items × text columns]`.
    let attributes: SparseMatrix
    let text: SparseMatrix
    let factors: ItemFactors
    let statistics: ItemStatistics
    let facts: ItemFacts

    /// The retrievers over neighbours, in the order of ``RetrievalSource``.
    static let neighborSources: [RetrievalSource] = [
        .coVisitation, .itemKNN, .transition, .twoHop, .ease, .factors, .attributes, .text,
    ]

    /// How fast older items lose their say in what factors give.
    static let factorDecay: Float = 0.7

    /// All retrievers, in the order of ``RetrievalSource``.
    let retrievers: [any Retriever]

    /// Those whose scores are sums over the items of a history.
    let overNeighbors: [ItemNeighbors]

    /// Which of ``overNeighbors`` a kind of evidence comes from, by its place in ``Evidence/all``; `nil` where none.
    let neighborsBehindEvidence: [Int?]

    /// The fitted co-visitation.
    var coVisitation: ItemNeighbors { neighbors[0] }

    init(
        neighbors: [ItemNeighbors], popular: [PopularityRetriever], keepsRepeats: Bool,
        transitionCounts: SparseMatrix, attributes: SparseMatrix, text: SparseMatrix, factors: ItemFactors,
        statistics: ItemStatistics, facts: ItemFacts
    ) {
        self.facts = facts
        self.neighbors = neighbors
        wholeHistory = Self.overWholeHistories(neighbors)
        self.popular = popular
        repetition = RepetitionRetriever(isActive: keepsRepeats, itemCount: statistics.popularity.count)
        self.transitionCounts = transitionCounts
        reverseTransitionCounts = transitionCounts.transposed()
        self.attributes = attributes
        self.text = text
        self.factors = factors
        self.statistics = statistics
        let overNeighbors = neighbors + [wholeHistory]
        self.overNeighbors = overNeighbors
        neighborsBehindEvidence = Evidence.all.map { evidence in
            overNeighbors.firstIndex { .retriever($0.source) == evidence }
        }
        retrievers = overNeighbors + popular + [repetition]
    }

    private static func overWholeHistories(_ neighbors: [ItemNeighbors]) -> ItemNeighbors {
        let candidates = [RetrievalSource.ease, .itemKNN].compactMap { source in
            neighbors.first { $0.source == source && $0.weights.count > 0 }
        }
        return ItemNeighbors(
            source: .wholeHistory, weights: (candidates.first ?? neighbors[0]).weights, decay: 0,
            historyLength: wholeHistoryLength)
    }

    // Beyond this many items, the rest of a history adds work and little else.
    private static let wholeHistoryLength = 1_000

    static func fit(
        _ histories: Histories, content: WeightedContent, timeIsOrdinal: Bool, keepsRepeats: Bool,
        parameters: CoVisitationParameters, easeLimit: Int, seed: UInt64, threads: Int
    ) -> RetrievalModel {
        let occurrences = Occurrences(histories)
        let statistics = ItemStatistics(histories, timeIsOrdinal: timeIsOrdinal)
        let directed = CoVisitation.weights(histories, occurrences, parameters, threads: threads)
        let cosine = CoVisitation.weights(histories, occurrences, .cosine, threads: threads)
        let counts = Transitions.counts(histories, occurrences, threads: threads)
        let factors = FactorSimilarity.factors(histories, occurrences, seed: seed, threads: threads)
        let alike = ContentSimilarity.neighbors(
            content.attributes, popularity: statistics.popularity, popularityPower: 0.3, threads: threads)
        return RetrievalModel(
            neighbors: [
                ItemNeighbors(source: .coVisitation, weights: directed, decay: parameters.historyDecay),
                ItemNeighbors(source: .itemKNN, weights: cosine, decay: CoVisitationParameters.cosine.historyDecay),
                ItemNeighbors(source: .transition, weights: Transitions.weights(counts, occurrences), decay: 2),
                ItemNeighbors(source: .twoHop, weights: TwoHop.weights(directed, threads: threads), decay: 0.7),
                ItemNeighbors(
                    source: .ease,
                    weights: EASE.weights(
                        keepsRepeats ? histories.withoutRepeats() : histories, mostItems: easeLimit, threads: threads),
                    decay: 0.4),
                ItemNeighbors(
                    source: .factors, weights: FactorSimilarity.neighbors(factors, threads: threads),
                    decay: factorDecay),
                ItemNeighbors(source: .attributes, weights: alike, decay: 0.8),
                ItemNeighbors(source: .text, weights: content.sameWords, decay: 0.8),
            ],
            popular: [
                PopularityRetriever(source: .popularity, scores: statistics.popularity),
                PopularityRetriever(source: .trending, scores: statistics.trend),
            ],
            keepsRepeats: keepsRepeats, transitionCounts: counts, attributes: content.attributes, text: content.text,
            factors: factors, statistics: statistics, facts: content.facts)
    }
}

/// Item content with rows weighted and scaled to length 1; the same for every rolled-back step.
struct WeightedContent: Sendable {
    let attributes: SparseMatrix
    let text: SparseMatrix
    let facts: ItemFacts
    /// Items with the same words, `[items × items]`: as words do not change, neither do these.
    let sameWords: SparseMatrix

    init(_ content: ItemContent, threads: Int) {
        attributes = ContentSimilarity.weighted(content.attributes)
        text = content.text
        facts = content.facts
        sameWords = ContentSimilarity.neighbors(
            content.text, popularity: [Float](repeating: 0, count: content.itemCount), popularityPower: 0,
            threads: threads)
    }
}
