import Evaluation
import Foundation
import Testing

@Suite struct RankingMetricsTests {
    @Test func matchesTheDefinitionsByHand() throws {
        let metrics = RankingMetrics(
            lists: [[3, 1, 2], [5, 6, 7], [9], []], tests: [[1], [9, 5], [], [4]], cutoffs: [10])
        #expect(metrics.perUser.count == 3)
        #expect(metrics.values(of: "HR@10") == [1, 1, 0])
        #expect(metrics.values(of: "Recall@10") == [1, 0.5, 0])
        #expect(metrics.values(of: "MRR@10") == [0.5, 1, 0])
        let ndcg = try #require(metrics.values(of: "NDCG@10"))
        #expect(abs(ndcg[0] - 1 / log2(3)) < 1e-12)
        #expect(abs(ndcg[1] - 1 / (1 + 1 / log2(3))) < 1e-12)
        #expect(ndcg[2] == 0)
    }

    @Test func hitsBeyondTheCutoffDoNotCount() {
        let metrics = RankingMetrics(lists: [[0, 1, 2]], tests: [[2]], cutoffs: [2, 3])
        #expect(metrics.values(of: "HR@2") == [0])
        #expect(metrics.values(of: "HR@3") == [1])
    }

    @Test func coverageCountsItemsShown() {
        #expect(CatalogueMetrics.coverage(of: [[0, 1, 2], [1, 0, 3]], cutoff: 2, rankableItems: 4) == 0.5)
    }
}
