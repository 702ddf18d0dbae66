import LinearAlgebra
import Testing

@testable import BehaviorPrediction

@Suite struct CustomerFeatureTests {
    private func row(_ events: [ToyShop.Event], at day: Int, horizon: Int32 = 10) throws -> FeatureRow {
        let log = try ToyShop.log(events)
        var row = FeatureRow()
        CustomerFeatures(log, at: Int32(ToyShop.firstDay + day), horizon: horizon).fill(&row, user: 0)
        return row
    }

    @Test func valuesAreThoseOfTheDefinitions() throws {
        let row = try row(
            [
                .init(user: "a", item: "x", day: 0, quantity: 1, price: 10),
                .init(user: "a", item: "y", day: 4, quantity: 2, price: 10),
                .init(user: "a", item: "x", day: 10, quantity: 3, price: 10),
            ], at: 15)
        #expect(row[.recency] == 5)
        #expect(row[.tenure] == 15)
        #expect(row[.purchaseDays] == 3)
        #expect(row[.purchaseDays7] == 1)
        #expect(row[.money] == 60)
        #expect(row[.spendLast] == 30)
        #expect(row[.gapMean] == 5)
        #expect(row[.gapLast] == 6)
        #expect(row[.overdue] == 1)
        // 20 is 30 % of the way from 10, and 30 from there.
        #expect(abs(row[.spendSmoothed] - (13 + 0.3 * 17)) < 1e-5)
        // One of the two gaps was at least as long as the five days of waiting, and it ended in time.
        #expect((row[.survived], row[.ended], row[.ownChance]) == (1, 1, 0.5))
        #expect(row[.distinctItems] == 2)
        #expect(abs(row[.repeatShare] - 1 / 3) < 1e-6)
        #expect(row[.yearAgo].isNaN)
    }

    @Test func nothingOfTheDayItselfOrLaterIsSeen() throws {
        let events = ToyShop.loyalAndLost()
        let log = try ToyShop.log(events)
        let past = try ToyShop.log(events.filter { $0.day < 90 })
        let day = Int32(ToyShop.firstDay + 90)
        let users = past.users(before: day)
        let whole = CustomerFeatures(log, at: day, horizon: 30).matrix(of: users, threads: 2)
        let known = CustomerFeatures(past, at: day, horizon: 30).matrix(of: users, threads: 1)
        for (left, right) in zip(whole.elements, known.elements) {
            #expect(left == right || (left.isNaN && right.isNaN))
        }
        // The test can fail: a day later, things look different.
        let later = CustomerFeatures(log, at: day + 1, horizon: 30).matrix(of: users, threads: 1)
        #expect(later.elements != whole.elements)
    }

    @Test func sendingThingsBackIsNoSignOfLife() throws {
        let log = try ToyShop.log([
            .init(user: "a", day: 0), .init(user: "a", day: 5, quantity: -1), .init(user: "b", day: 2, quantity: -1),
        ])
        let start = Int32(ToyShop.firstDay)
        #expect(log.users(before: start + 9) == [0])
        #expect(Window(log, user: 0, days: start + 1..<start + 9).activeDays == 0)
        #expect(Window(log, user: 0, days: start..<start + 9).activeDays == 1)
    }

    @Test func cutOffsCloseBeforeThePrediction() throws {
        let log = try ToyShop.log(ToyShop.loyalAndLost())
        let end = log.span.upperBound
        let cuts = try CutOffs.training(log, asOf: end, horizon: 30)
        #expect(cuts[0] + 30 == end)
        #expect(zip(cuts, cuts.dropFirst()).allSatisfy { $0 - $1 == 30 })
        #expect(cuts.allSatisfy { $0 > log.span.lowerBound })
        #expect(throws: BehaviorError.tooShort(horizon: 300, days: 200)) {
            try CutOffs.training(log, asOf: log.span.lowerBound + 200, horizon: 300)
        }
    }
}
