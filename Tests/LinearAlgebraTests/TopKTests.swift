import LinearAlgebra
import Testing

@Suite struct TopKTests {
    // A few are sorted in another way than many.
    @Test(arguments: [1, 12, 13, 20, 100, 256, 257, 400])
    func agreesWithSortingEverything(capacity: Int) {
        var generator = SeededGenerator(seed: 7)
        for count in [0, 1, 5, 50, 500, 2_000] {
            // Few distinct scores, so that ties are common.
            let scores = (0..<count).map { _ in Float(generator.below(10)) }
            var best = TopK(capacity: capacity)
            for (item, score) in scores.enumerated() { best.insert(Int32(item), score: score) }
            let expected = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(capacity)
            #expect(best.drain().map { Int($0.item) } == Array(expected))
        }
    }

    @Test func scoresOfBothSignsKeepTheirOrder() {
        let scores: [Float] = [-0.0, 3, -.infinity, 0, -2, 1e-38, -1e-38, .infinity, 3]
        var best = TopK(capacity: 7)
        for (item, score) in scores.enumerated() { best.insert(Int32(item), score: score) }
        #expect(best.drain().map(\.item) == [7, 1, 8, 5, 0, 3, 6])
    }

    @Test func isUsedAgain() {
        var best = TopK(capacity: 2)
        for item in 0..<9 { best.insert(Int32(item), score: 9) }
        #expect(best.drain().map(\.item) == [0, 1])
        #expect(best.floor == -.infinity)
        best.insert(5, score: -1)
        #expect(best.drain() == [TopK.Entry(item: 5, score: -1)])
    }

    // What is turned away could not have been among the best, whatever came later.
    @Test func turnsAwayOnlyWhatCannotBeKept() {
        var generator = SeededGenerator(seed: 3)
        let scores = (0..<2_000).map { _ in Float(generator.below(300)) - 150 }
        var (best, all) = (TopK(capacity: 25), TopK(capacity: 25))
        for (item, score) in scores.enumerated() {
            if best.wouldKeep(Int32(item), score: score) { best.insert(Int32(item), score: score) }
            all.insert(Int32(item), score: score)
        }
        let floor = best.floor
        let kept = best.drain()
        #expect(kept == all.drain())
        #expect(kept.allSatisfy { $0.score >= floor })
    }

    @Test func noRoomKeepsNothing() {
        var best = TopK(capacity: 0)
        best.insert(1, score: 1)
        #expect(best.drain().isEmpty)
    }
}
