import BehaviorPrediction
import DataModel
import Testing

@Suite struct ActivityLogTests {
    @Test func daysAreSummedByUser() throws {
        let log = try ToyShop.log([
            .init(user: "a", item: "x", day: 0, second: 10, quantity: 2, price: 3, session: "s1"),
            .init(user: "a", item: "y", day: 0, second: 90, quantity: 1, price: 4, session: "s1"),
            .init(user: "a", item: "x", day: 0, second: 7200, quantity: 1, price: 3, session: "s2"),
            .init(user: "a", item: "x", day: 3, quantity: -1, price: 3),
            .init(user: "b", item: "x", day: 1, type: "view", dwell: 12),
            .init(user: "b", item: "y", day: 1, second: 60, type: "cart"),
            .init(user: "b", item: "y", day: 1, second: 4000, type: "view", dwell: 8),
        ])
        let first = log.days[log.dayRange(of: 0).lowerBound]
        #expect((first.orders, first.lines, first.items, first.visits) == (2, 3, 2, 2))
        #expect((first.units, first.spend) == (4, 13))
        let back = log.days[log.dayRange(of: 0).lowerBound + 1]
        #expect((back.orders, back.returns, back.returned) == (0, 1, 3))
        let viewer = log.days[log.dayRange(of: 1).lowerBound]
        #expect((viewer.views, viewer.carts, viewer.visits, viewer.dwell) == (2, 1, 2, 20))
        #expect(log.span == Int32(ToyShop.firstDay)..<Int32(ToyShop.firstDay + 4))
    }

    @Test func moneyOfOtherCurrenciesIsLeftOutAndTold() throws {
        let log = try ToyShop.log([
            .init(user: "a", day: 0, quantity: 1, price: 5, currency: "EUR"),
            .init(user: "a", day: 1, quantity: 1, price: 5, currency: "EUR"),
            .init(user: "a", day: 2, quantity: 1, price: 900, currency: "JPY"),
        ])
        #expect(log.days.map(\.spend) == [5, 5, 0])
        #expect(log.days.map(\.orders) == [1, 1, 1])
        #expect(log.currency == "EUR")
        #expect(log.notes.count == 1)
        #expect(log.notes[0].contains("1 purchases in other currencies"))
    }

    @Test func mailingsAreNoSignOfLife() throws {
        let log = try ToyShop.log([
            .init(user: "a", day: 0), .init(user: "a", day: 4, type: "email"), .init(user: "a", day: 9, type: "email"),
        ])
        #expect(log.days.count == 1)
        let start = Int32(ToyShop.firstDay)
        #expect(log.contactCount(of: 0, in: start..<start + 9) == 1)
        #expect(log.contactCount(of: 0, in: start..<start + 10) == 2)
    }

    @Test func dataWithoutTimesIsRefused() {
        var snapshot = ToyShop.snapshot([.init(user: "a", day: 0)])
        snapshot.interactions.timestamps = [0]
        #expect(throws: BehaviorError.noTimes) { try ActivityLog(snapshot) }
    }

    @Test func daysBeforeTheEpochAreCountedDown() {
        #expect(ActivityLog.day(of: Timestamp(milliseconds: -1)) == -1)
        #expect(ActivityLog.day(of: Timestamp(milliseconds: 0)) == 0)
        #expect(ActivityLog.day(of: Timestamp(milliseconds: 86_399_999)) == 0)
    }
}
