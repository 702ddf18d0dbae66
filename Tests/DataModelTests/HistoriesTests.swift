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

    @Test func repeatsStayWhereTheyAreKept() {
        let histories = Histories(
            InteractionTable(rows: [(0, 1, 1), (0, 1, 2), (0, 2, 3), (0, 1, 4), (1, 1, 5)]), userCount: 2, itemCount: 3,
            keepsRepeats: true)
        #expect(Array(histories.items(of: 0)) == [1, 1, 2, 1])
        #expect(histories.timestamps == [1, 2, 3, 4, 5])
        let distinct = histories.withoutRepeats()
        #expect(Array(distinct.items(of: 0)) == [1, 2])
        #expect(Array(distinct.items(of: 1)) == [1])
        #expect(distinct.timestamps == [1, 3, 5])
    }

    @Test func theSameItemAgainOnTheSameOccasionIsNoRepeat() {
        let start: Int64 = 1_700_000_000_000
        let minute: Int64 = 60_000
        let rows: [(Int32, Int32, Int64)] = [
            (0, 1, start), (0, 1, start + 20 * minute), (0, 1, start + 40 * minute), (0, 2, start + 41 * minute),
            (0, 1, start + 42 * minute), (0, 1, start + 73 * minute),
        ]
        let histories = Histories(InteractionTable(rows: rows), userCount: 1, itemCount: 3, keepsRepeats: true)
        #expect(histories.items == [1, 2, 1, 1])
        #expect(histories.timestamps == [0, 41, 42, 73].map { start + $0 * minute })
    }

    @Test func usersLeftOutKeepTheirPlaceWithoutItems() {
        let histories = Histories(
            InteractionTable(rows: [(0, 0, 1), (1, 1, 2), (2, 2, 3)]), userCount: 3, itemCount: 3)
        let some = histories.leavingOut { $0 == 1 }
        #expect(some.userCount == 3)
        #expect(some.items == [0, 2])
        #expect(some.items(of: 1).isEmpty)
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
