import LinearAlgebra
import Ranking
import Testing

@Suite struct ListArrangementTests {
    private static let ranked = (0..<8).map { TopK.Entry(item: Int32($0), score: Float(8 - $0)) }
    // Even items are alike, odd items are alike.
    private static func likeness(_ first: Int32, _ second: Int32) -> Float { first % 2 == second % 2 ? 1 : 0 }

    private func items(_ arrangement: ListArrangement, _ count: Int, after chosen: [Int32] = []) -> [Int32] {
        arrangement.choose(count, from: Self.ranked, after: chosen, likeness: Self.likeness).map(\.item)
    }

    @Test func withoutDiversityTheScoreDecides() {
        #expect(items(ListArrangement(), 3) == [0, 1, 2])
        #expect(items(ListArrangement(), 20) == Array(0..<8))
        #expect(items(ListArrangement(), 2, after: [0, 2]) == [1, 3])
    }

    @Test func varietyIsMaximalMarginalRelevance() {
        let ranked = [0, 2, 4, 1, 3].enumerated().map { TopK.Entry(item: Int32($1), score: Float(9 - $0)) }
        func choose(_ diversity: Float) -> [Int32] {
            ListArrangement(diversity: diversity).choose(3, from: ranked, likeness: Self.likeness).map(\.item)
        }
        // Relevance 1, ¾, ½, ¼, 0. With λ = 0.1: 2 has .9·.75 − .1 = .575, 1 has .9·.25 = .225; then 4 has .35.
        #expect(choose(0.1) == [0, 2, 4])
        // With λ = 0.3: 2 has .7·.75 − .3 = .225, 1 has .7·.25 = .175; then 4 has .05.
        #expect(choose(0.3) == [0, 2, 1])
        // With λ = 0.4: 2 has .6·.75 − .4 = .05, 1 has .6·.25 = .15; then all are like one of the two.
        #expect(choose(0.4) == [0, 1, 2])
        #expect(choose(1) == [0, 1, 2])
    }

    @Test func scoresStayWithTheirItems() {
        let list = ListArrangement(diversity: 0.7).choose(5, from: Self.ranked, likeness: Self.likeness)
        for entry in list { #expect(entry.score == Float(8 - entry.item)) }
        #expect(Set(list.map(\.item)).count == 5)
    }

    @Test(arguments: [Float(0), 0.5, 1])
    func capsHold(_ diversity: Float) {
        // Items 0–3 are of group 0, 4–6 of groups 0 and 1, 7 of none.
        let groups: [[Int32]] = [[0], [0], [0], [0], [0, 1], [0, 1], [0, 1], []]
        let capped = ListArrangement(diversity: diversity, caps: [GroupCap(limit: 2, groups: groups)])
        let list = items(capped, 8)
        #expect(list.count == 3 && list.contains(7))
        #expect(items(capped, 8, after: [0]).count == 2)
        #expect(items(capped, 8, after: [0, 4]) == [7])
    }

    @Test(arguments: [Float(0), 0.4, 0.9])
    func pagesAreTheListInParts(_ diversity: Float) {
        let arrangement = ListArrangement(
            diversity: diversity, caps: [GroupCap(limit: 3, groups: [[0], [0], [1], [1], [0], [0], [1], [1]])])
        let whole = items(arrangement, 6)
        for length in 1...5 {
            var parts: [Int32] = []
            while parts.count < whole.count { parts += items(arrangement, length, after: parts).prefix(length) }
            #expect(Array(parts.prefix(6)) == whole)
        }
    }
}
