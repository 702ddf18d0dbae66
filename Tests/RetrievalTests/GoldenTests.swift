import DataModel
import Foundation
import LinearAlgebra
import Testing

@testable import Retrieval

/// Small shops whose weights can be worked out by hand.
@Suite struct GoldenTests {
    // Users: 0 1 2 | 0 1 | 1 2 0.
    private let histories = Histories(
        offsets: [0, 3, 5, 8], items: [0, 1, 2, 0, 1, 1, 2, 0], timestamps: [1, 2, 3, 1, 2, 1, 2, 3], itemCount: 3)

    private func value(_ matrix: SparseMatrix, _ row: Int, _ column: Int32) -> Float {
        matrix.range(ofRow: row).first { matrix.columnIndices[$0] == column }.map { matrix.values[$0] } ?? 0
    }

    @Test func occurrencesInvertHistories() {
        let occurrences = Occurrences(histories)
        #expect((0..<3).map(occurrences.count(of:)) == [3, 3, 2])
        #expect(Array(occurrences.positions[occurrences.offsets[2]..<occurrences.offsets[3]]) == [2, 6])
        #expect(occurrences.users == [0, 0, 0, 1, 1, 2, 2, 2])
    }

    @Test func coVisitationCountsGapsAndDirection() {
        var parameters = CoVisitationParameters(
            gapDecay: 1, backward: 0, leftDamping: 0, rightDamping: 0, lengthDamping: 0, smoothing: 0, power: 1,
            historyDecay: 1)
        let forward = CoVisitation.weights(histories, Occurrences(histories), parameters, threads: 1)
        // 0→1 twice next to each other; 0→2 once, two apart; 1→0 once, two apart.
        #expect(value(forward, 0, 1) == 2)
        #expect(value(forward, 0, 2) == 0.5)
        #expect(value(forward, 1, 0) == 0.5)
        #expect(value(forward, 1, 2) == 2)
        #expect(value(forward, 2, 0) == 1)
        #expect(value(forward, 0, 0) == 0)
        parameters.backward = 1
        parameters.leftDamping = 0.5
        parameters.rightDamping = 0.5
        let both = CoVisitation.weights(histories, Occurrences(histories), parameters, threads: 1)
        // (2 + 0.5) / (√3 · √3), and (0.5 + 1) / (√3 · √2).
        #expect(abs(value(both, 0, 1) - 2.5 / 3) < 1e-6)
        #expect(abs(value(both, 0, 2) - 1.5 / 6.0.squareRoot().float) < 1e-6)
        #expect(abs(value(both, 0, 2) - value(both, 2, 0)) < 1e-6)
    }

    @Test func transitionsCountWhatComesRightAfter() {
        let occurrences = Occurrences(histories)
        let counts = Transitions.counts(histories, occurrences, threads: 1)
        #expect(value(counts, 0, 1) == 2)
        #expect(value(counts, 0, 2) == 0)
        #expect(value(counts, 2, 0) == 1)
        let weights = Transitions.weights(counts, occurrences)
        #expect(abs(value(weights, 0, 1) - 2 / (3 + Transitions.smoothing)) < 1e-6)
    }

    @Test func itemKNNIsTheShrunkCosine() {
        let weights = ItemKNN.weights(histories, Occurrences(histories), threads: 1)
        #expect(abs(value(weights, 0, 1) - 3 / (3 + ItemKNN.shrinkage)) < 1e-6)
        #expect(abs(value(weights, 0, 2) - 2 / (6.0.squareRoot().float + ItemKNN.shrinkage)) < 1e-6)
        #expect(value(weights, 1, 1) == 0)
    }

    @Test func easeIsTheClosedForm() {
        // Two items that both users share: G = [[2,2],[2,2]], λ = 7·(4 events / 2 items) = 14, so G + λI has the inverse
        // [[16,−2],[−2,16]]/252, and W = 2/16.
        let shared = Histories(offsets: [0, 2, 4], items: [0, 1, 1, 0], timestamps: [1, 2, 1, 2], itemCount: 2)
        let weights = EASE.weights(shared, mostItems: 10, threads: 1)
        #expect(abs(value(weights, 0, 1) - 0.125) < 1e-5)
        #expect(abs(value(weights, 1, 0) - 0.125) < 1e-5)
        #expect(value(weights, 0, 0) == 0)
        #expect(EASE.weights(shared, mostItems: 1, threads: 1).count == 0)
    }

    @Test func anItemThatComesBackIsNoPairOfItself() {
        let repeated = Histories(offsets: [0, 3], items: [0, 1, 0], timestamps: [1, 2, 3], itemCount: 2)
        let weights = CoVisitation.weights(repeated, Occurrences(repeated), .cosine, threads: 1)
        #expect(value(weights, 0, 0) == 0)
        #expect(value(weights, 0, 1) > 0)
    }

    @Test func everyItemMayHaveAScore() {
        var scores = ScoreAccumulator(itemCount: 3)
        for _ in 0..<2 {
            for item: Int32 in [2, 0, 1, 0] { scores.add(0.5, to: item) }
            #expect(scores.count == 3 && scores.best(3) { _ in true }.map(\.item) == [0, 1, 2])
            scores.clear()
        }
        #expect(scores.count == 0 && scores.score(of: 2) == 0)
    }

    @Test func repetitionOffersOwnItemsNewestAndOftenestFirst() {
        var scores = ScoreAccumulator(itemCount: 4)
        RepetitionRetriever(isActive: true, itemCount: 4).score([3, 1, 0, 1, 9], into: &scores)
        #expect(scores.best(4) { _ in true }.map(\.item) == [1, 0, 3])
        #expect(abs(scores.score(of: 1) - (pow(2, -0.7) + pow(4, -0.7))) < 1e-6)
        scores.clear()
        RepetitionRetriever(isActive: false, itemCount: 4).score([3, 1], into: &scores)
        #expect(scores.count == 0)
    }

    @Test func twoHopsMultiplyRowsThatSumToOne() {
        // 0 → 1 (all), 1 → 0 (¼), 1 → 2 (¾), 2 → nothing.
        let step = SparseMatrix(
            rows: 3, columns: 3, rowOffsets: [0, 1, 3, 3], columnIndices: [1, 0, 2], values: [5, 1, 3])
        let hops = TwoHop.weights(step, threads: 1)
        #expect(value(hops, 0, 2) == 0.75)
        #expect(value(hops, 0, 0) == 0)
        #expect(value(hops, 1, 1) == 0)
        #expect(hops.range(ofRow: 2).isEmpty)
    }

    @Test func contentIsTheCosineOfWeightedRows() {
        // Items 0 and 1 share feature 0; item 2 has feature 1 alone.
        let rows = SparseMatrix(
            rows: 3, columns: 2, rowOffsets: [0, 1, 3, 4], columnIndices: [0, 0, 1, 1], values: [1, 1, 1, 1])
        let weighted = ContentSimilarity.weighted(rows)
        #expect(abs(weighted.values[0] - 1) < 1e-6)
        #expect(abs(weighted.values[1] - 0.5.squareRoot().float) < 1e-6)
        let near = ContentSimilarity.neighbors(weighted, popularity: [0, 3, 0], popularityPower: 0.5, threads: 1)
        // cos = √½, times (1 + 3)^½ for the more popular of the two.
        #expect(abs(value(near, 0, 1) - 2 * 0.5.squareRoot().float) < 1e-5)
        #expect(abs(value(near, 1, 0) - 0.5.squareRoot().float) < 1e-5)
        #expect(value(near, 0, 2) == 0)
    }

    @Test func popularityCountsUsersAndFadesWithTime() {
        #expect(PopularityRetriever.counts(histories) == [3, 3, 2])
        let day: Int64 = 86_400_000
        let dated = Histories(offsets: [0, 2], items: [0, 1], timestamps: [0, 14 * day], itemCount: 2)
        let faded = PopularityRetriever.decayedCounts(dated, halfLife: 14)
        #expect(abs(faded[0] - 0.5) < 1e-6)
        #expect(faded[1] == 1)
        #expect(PopularityRetriever(source: .popularity, scores: [1, 0, 3, 3]).ranking == [2, 3, 0])
    }

    @Test func olderItemsHaveLessSay() {
        let weights = SparseMatrix(
            rows: 3, columns: 3, rowOffsets: [0, 1, 2, 2], columnIndices: [2, 2], values: [1, 1])
        let retriever = ItemNeighbors(source: .itemKNN, weights: weights, decay: 1)
        var scores = ScoreAccumulator(itemCount: 3)
        retriever.score([0, 1], into: &scores)
        #expect(abs(scores.score(of: 2) - 1.5) < 1e-6)
        #expect(retriever.largestPart(of: 2, for: [0, 1])?.item == 1)
        #expect(retriever.largestPart(of: 2, for: [0, 1])?.part == 1)
        #expect(retriever.largestPart(of: 1, for: [0, 1]) == nil)
    }
}

extension Double {
    fileprivate var float: Float { Float(self) }
}
