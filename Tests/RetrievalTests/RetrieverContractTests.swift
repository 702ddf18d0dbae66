import DataModel
import LinearAlgebra
import Testing

@testable import Retrieval

/// What every retriever owes, whatever its evidence.
@Suite struct RetrieverContractTests {
    enum Kind: CaseIterable, Sendable {
        case coVisitation, itemKNN, transition, twoHop, ease, factors, attributes, popularity, trending

        func make(_ histories: Histories, threads: Int) -> any Retriever {
            let occurrences = Occurrences(histories)
            let directed = CoVisitation.weights(histories, occurrences, .directed, threads: threads)
            switch self {
            case .coVisitation: return ItemNeighbors(source: .coVisitation, weights: directed, decay: 0.9)
            case .itemKNN:
                return ItemNeighbors(
                    source: .itemKNN, weights: ItemKNN.weights(histories, occurrences, threads: threads), decay: 0)
            case .transition:
                let counts = Transitions.counts(histories, occurrences, threads: threads)
                return ItemNeighbors(
                    source: .transition, weights: Transitions.weights(counts, occurrences), decay: 2)
            case .twoHop:
                return ItemNeighbors(
                    source: .twoHop, weights: TwoHop.weights(directed, threads: threads), decay: 0.7)
            case .ease:
                return ItemNeighbors(
                    source: .ease,
                    weights: EASE.weights(histories, mostItems: 1000, threads: threads), decay: 0.4)
            case .factors:
                let factors = FactorSimilarity.factors(histories, occurrences, seed: 1, threads: threads)
                return ItemNeighbors(
                    source: .factors, weights: FactorSimilarity.neighbors(factors, threads: threads), decay: 0.7)
            case .attributes:
                let attributes = SparseMatrix(
                    rows: histories.itemCount, columns: 7, rowOffsets: Array(0...histories.itemCount),
                    columnIndices: (0..<histories.itemCount).map { Int32($0 % 7) },
                    values: Array(repeating: 1, count: histories.itemCount))
                let popularity = PopularityRetriever.counts(histories)
                return ItemNeighbors(
                    source: .attributes,
                    weights: ContentSimilarity.neighbors(
                        ContentSimilarity.weighted(attributes), popularity: popularity, popularityPower: 0.3,
                        threads: threads), decay: 0.8)
            case .popularity:
                return PopularityRetriever(source: .popularity, scores: PopularityRetriever.counts(histories))
            case .trending:
                return PopularityRetriever(
                    source: .trending, scores: PopularityRetriever.decayedCounts(histories, halfLife: 14))
            }
        }

        var isTheSameForEverybody: Bool { self == .popularity || self == .trending }
    }

    private static func histories(users: Int, items: Int, seed: UInt64) -> Histories {
        var generator = SeededGenerator(seed: seed)
        var table = InteractionTable()
        for user in 0..<users {
            for step in 0..<Int(generator.below(12)) {
                table.users.append(Int32(user))
                table.items.append(Int32(generator.below(items)))
                table.timestamps.append(Int64(1_700_000_000_000 + step * 3_600_000))
            }
        }
        return Histories(table, userCount: users, itemCount: items)
    }

    private func scores(_ retriever: any Retriever, _ history: ArraySlice<Int32>, items: Int) -> [Int32: Float] {
        var accumulator = ScoreAccumulator(itemCount: items)
        retriever.score(history, into: &accumulator)
        var result: [Int32: Float] = [:]
        for position in 0..<accumulator.count {
            let item = accumulator.item(at: position)
            result[item] = accumulator.score(of: item)
        }
        return result
    }

    @Test(arguments: Kind.allCases)
    func scoresAreFiniteAndAboveZero(_ kind: Kind) {
        let histories = Self.histories(users: 300, items: 120, seed: 1)
        let retriever = kind.make(histories, threads: 2)
        for user in 0..<50 {
            for (item, score) in scores(retriever, histories.items(of: user), items: 120) {
                #expect((0..<120).contains(item))
                #expect(score > 0 && score.isFinite)
            }
        }
    }

    @Test(arguments: Kind.allCases)
    func threadsChangeNoBit(_ kind: Kind) {
        let histories = Self.histories(users: 900, items: 700, seed: 2)
        let (one, three) = (kind.make(histories, threads: 1), kind.make(histories, threads: 3))
        for user in 0..<100 {
            let history = histories.items(of: user)
            #expect(scores(one, history, items: 700) == scores(three, history, items: 700))
        }
    }

    @Test(arguments: Kind.allCases)
    func strangersAndUnknownItemsAreNoTrap(_ kind: Kind) {
        let histories = Self.histories(users: 50, items: 20, seed: 3)
        let retriever = kind.make(histories, threads: 1)
        #expect(scores(retriever, [], items: 20).isEmpty != kind.isTheSameForEverybody)
        #expect(scores(retriever, [20, 999], items: 20) == scores(retriever, [], items: 20))
    }

    @Test(arguments: Kind.allCases)
    func emptyAndOneItemShopsAreNoTrap(_ kind: Kind) {
        let nothing = Histories(offsets: [0], items: [], timestamps: [], itemCount: 0)
        #expect(scores(kind.make(nothing, threads: 2), [], items: 0).isEmpty)
        let one = Histories(offsets: [0, 1], items: [0], timestamps: [1], itemCount: 1)
        let found = scores(kind.make(one, threads: 2), [0], items: 1)
        #expect(kind.isTheSameForEverybody ? found.keys.contains(0) : found.isEmpty)
    }
}
