import Evaluation
import LinearAlgebra
import Testing

@Suite struct BeyondAccuracyTests {
    @Test func giniByHand() {
        // Exposures 0, 1, 1, 2 of four items: (−3·0 − 1 + 1 + 3·2) / (4·4).
        #expect(CatalogueMetrics.gini(of: [[0, 1, 3], [0, 2, 3]], cutoff: 2, rankableItems: 4) == 0.375)
        #expect(CatalogueMetrics.gini(of: [[0], [1]], cutoff: 10, rankableItems: 2) == 0)
        #expect(CatalogueMetrics.gini(of: [], cutoff: 10, rankableItems: 2) == 0)
    }

    @Test func noveltyIsInBits() {
        let novelty = Novelty(counts: [4, 1, 2, 0], users: 4)
        #expect(novelty.value(of: [0, 1, 2], cutoff: 2) == 1)
        #expect(novelty.value(of: [1, 3], cutoff: 10) == 2)
        #expect(novelty.value(of: [3], cutoff: 10) == nil)
    }

    @Test func diversityIsOneLessTheMeanCosine() throws {
        // Items 0 and 1 have the same feature with different weights, 2 another, 3 both, 4 none.
        let rows = SparseMatrix(
            rows: 5, columns: 2, rowOffsets: [0, 1, 2, 3, 5, 5], columnIndices: [0, 0, 1, 0, 1],
            values: [1, 5, 2, 1, 1])
        let values = IntraListDiversity(rows: rows).values(
            of: [[0, 1, 2], [0, 3], [0, 4], [1, 0, 2]], cutoff: 3, threads: 2)
        #expect(abs(try #require(values[0]) - 2.0 / 3) < 1e-6)
        #expect(abs(try #require(values[1]) - (1 - 0.5.squareRoot())) < 1e-6)
        #expect(values[2] == nil)
        #expect(abs(try #require(values[3]) - 2.0 / 3) < 1e-6)
    }
}
