import LinearAlgebra
import Testing

@Suite struct TopKTests {
    @Test func agreesWithSortingEverything() {
        var generator = SeededGenerator(seed: 7)
        for count in [0, 1, 5, 50, 500] {
            // Few distinct scores, so that ties are common.
            let scores = (0..<count).map { _ in Float(generator.below(10)) }
            var best = TopK(capacity: 20)
            for (item, score) in scores.enumerated() { best.insert(Int32(item), score: score) }
            let expected = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(20)
            #expect(best.drain().map { Int($0.item) } == Array(expected))
        }
    }

    @Test func noRoomKeepsNothing() {
        var best = TopK(capacity: 0)
        best.insert(1, score: 1)
        #expect(best.drain().isEmpty)
    }
}
