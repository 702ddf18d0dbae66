import DataModel
import Testing

@Suite struct HistoriesTests {
    static func table(_ rows: [(user: Int32, item: Int32, time: Int64)]) -> InteractionTable {
        var table = InteractionTable()
        for row in rows {
            table.users.append(row.user)
            table.items.append(row.item)
            table.timestamps.append(row.time)
            table.eventTypes.append(0)
            table.values.append(.nan)
        }
        return table
    }

    @Test func groupsByUserInTimeOrderAndKeepsTheFirstOfARepeat() {
        let histories = Histories(
            Self.table([(1, 0, 10), (0, 2, 11), (1, 3, 12), (1, 0, 13), (0, 1, 14)]), userCount: 3, itemCount: 4)
        #expect(histories.userCount == 3)
        #expect(Array(histories.items(of: 0)) == [2, 1])
        #expect(Array(histories.items(of: 1)) == [0, 3])
        #expect(histories.items(of: 2).isEmpty)
        #expect(histories.timestamps == [11, 14, 10, 12])
    }

    @Test func droppingLastTakesTheNewest() {
        let histories = Histories(
            Self.table([(0, 0, 1), (0, 1, 2), (0, 2, 3), (1, 1, 4)]), userCount: 2, itemCount: 3)
        let shorter = histories.droppingLast(2)
        #expect(Array(shorter.items(of: 0)) == [0])
        #expect(shorter.items(of: 1).isEmpty)
        #expect(shorter.itemCount == 3)
    }
}
