import DataModel
import TestSupport
import Testing

@Suite struct HistoriesTests {
    @Test func groupsByUserInTimeOrderAndKeepsTheFirstOfARepeat() {
        let histories = Histories(
            InteractionTable(rows: [(1, 0, 10), (0, 2, 11), (1, 3, 12), (1, 0, 13), (0, 1, 14)]), userCount: 3,
            itemCount: 4)
        #expect(histories.userCount == 3)
        #expect(Array(histories.items(of: 0)) == [2, 1])
        #expect(Array(histories.items(of: 1)) == [0, 3])
        #expect(histories.items(of: 2).isEmpty)
        #expect(histories.timestamps == [11, 14, 10, 12])
    }

    @Test func droppingLastTakesTheNewest() {
        let histories = Histories(
            InteractionTable(rows: [(0, 0, 1), (0, 1, 2), (0, 2, 3), (1, 1, 4)]), userCount: 2, itemCount: 3)
        let shorter = histories.droppingLast(2)
        #expect(Array(shorter.items(of: 0)) == [0])
        #expect(shorter.items(of: 1).isEmpty)
        #expect(shorter.itemCount == 3)
    }
}
