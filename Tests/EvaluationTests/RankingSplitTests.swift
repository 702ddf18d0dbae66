import DataModel
import Evaluation
import TestSupport
import Testing

@Suite struct RankingSplitTests {
    @Test func lastItemOfUsersWithThreeIsHeldOut() {
        let table = InteractionTable(rows: [
            (0, 0, 1), (0, 1, 2), (1, 0, 3), (1, 2, 4), (0, 2, 5), (2, 1, 6), (2, 0, 7), (2, 1, 8), (2, 3, 9),
        ])
        let split = RankingSplit(table, userCount: 3, itemCount: 4, method: .leaveLastOneOut)
        // User 1 has two items only; user 2's last is item 3, which nobody has in training.
        #expect(split.tests == [[2], [], []])
        #expect(split.coldTestItems == 1)
        #expect(split.evaluatedUsers == 1)
        #expect(Array(split.training.items(of: 0)) == [0, 1])
        #expect(Array(split.training.items(of: 1)) == [0, 2])
        #expect(Array(split.training.items(of: 2)) == [1, 0])
        #expect(split.rankable == [true, true, true, false])
    }

    @Test func timeSplitTakesTheLatestRowsOfAll() {
        let table = InteractionTable(rows: (0..<10).map { (Int32($0 % 2), Int32($0 / 2), Int64($0)) })
        let split = RankingSplit(table, userCount: 2, itemCount: 5, method: .time(share: 0.8))
        #expect(split.training.items.count == 8)
        // The two last rows hold item 4, unseen in training.
        #expect(split.coldTestItems == 2)
        #expect(split.tests == [[], []])
    }

    @Test func aPairCountsOnceAtItsFirstRow() {
        let table = InteractionTable(rows: [
            (0, 0, 1), (1, 1, 1), (0, 1, 2), (0, 2, 3), (1, 2, 3), (0, 1, 4), (1, 0, 5),
        ])
        let split = RankingSplit(table, userCount: 2, itemCount: 3, method: .leaveLastOneOut)
        // Had the repeat of item 1 counted, it would be user 0's last.
        #expect(split.tests == [[2], [0]])
    }

    @Test func randomSplitRepeatsWithItsSeed() {
        let table = InteractionTable(rows: (0..<100).map { (Int32($0 % 5), Int32($0 / 5), Int64($0)) })
        let first = RankingSplit(table, userCount: 5, itemCount: 20, method: .random(share: 0.8), seed: 1)
        #expect(first == RankingSplit(table, userCount: 5, itemCount: 20, method: .random(share: 0.8), seed: 1))
        #expect(first != RankingSplit(table, userCount: 5, itemCount: 20, method: .random(share: 0.8), seed: 2))
        #expect(first.training.items.count == 80)
    }

    @Test func readsItsName() throws {
        #expect(try SplitMethod(parsing: "last-one") == .leaveLastOneOut)
        #expect(try SplitMethod(parsing: "time:0.8") == .time(share: 0.8))
        #expect(throws: EvaluationError.unknownSplit("time:1.5")) { try SplitMethod(parsing: "time:1.5") }
        #expect(throws: EvaluationError.unknownSplit("yesterday")) { try SplitMethod(parsing: "yesterday") }
    }
}
