import LinearAlgebra
import Testing

@testable import BehaviorPrediction

@Suite struct DemandTests {
    // Twelve items that sell their own constant amount every week for 40 weeks, the newest day last.
    private static let log = ToyShop.knownLog(
        (0..<12).flatMap { item in
            (0..<40).map { week in
                ToyShop.Event(
                    user: "u\(week % 5)", item: "i\(item)", day: week * 7 + 3, quantity: Float(4 + item * 5))
            }
        } + [.init(user: "u0", item: "i0", day: 40 * 7 - 1, type: "view")])

    @Test func weeksAreCountedBackFromTheDay() {
        let demand = WeeklyDemand(Self.log, end: Self.log.span.upperBound)
        #expect(demand.weeks == 39)
        #expect(demand.items.count == 12)
        #expect(demand.units[0].suffix(5).allSatisfy { $0 == 59 })
        #expect(WeeklyDemand(Self.log, end: Self.log.span.upperBound, mostItems: 3).items.count == 3)
    }

    @Test func steadySalesAreForetold() throws {
        let demand = WeeklyDemand(Self.log, end: Self.log.span.upperBound)
        let model = try DemandModel(demand, weeks: 4, seed: 0, threads: 2)
        for (position, weeks) in model.predictions(demand, positions: [0, 5, 11]).enumerated() {
            let level = demand.units[[0, 5, 11][position]].last!
            #expect(weeks.count == 4)
            for week in weeks {
                #expect(abs(week.quantile(0.5) - level) < level * 0.2)
                #expect(week.quantile(0.1) <= week.quantile(0.5) && week.quantile(0.5) <= week.quantile(0.9))
            }
        }
        let together = try DemandModel(demand, weeks: 3, isCumulative: true, seed: 0, threads: 1)
        let sum = together.predictions(demand, positions: [0])[0]
        #expect(sum.count == 1)
        #expect(abs(sum[0].expected - 3 * 59) < 30)
        let weeks = model.predictions(demand, positions: [0])[0]
        let advice = ReorderAdvice(sum[0], weeks: weeks.prefix(3), serviceLevel: 0.95)
        #expect(advice.reorderPoint >= advice.leadTimeDemand - 1)
        #expect(advice.safetyStock >= 0)
    }

    @Test func aGroupIsTheSumOfItsItems() {
        let demand = WeeklyDemand(Self.log, end: Self.log.span.upperBound)
        // Even items in group 7, all in group 8.
        let grouped = demand.grouped { $0 % 2 == 0 ? [7, 8] : [8] }
        #expect(grouped.items == [8, 7] && grouped.weeks == demand.weeks && grouped.end == demand.end)
        #expect(grouped.units[0].suffix(3).allSatisfy { $0 == (0..<12).reduce(0) { $0 + Float(4 + $1 * 5) } })
        let even = demand.items.enumerated().filter { $1 % 2 == 0 }.reduce(Float(0)) { $0 + demand.units[$1.0].last! }
        #expect(grouped.units[1].last == even)
        #expect(demand.grouped { _ in [] }.items.isEmpty)
        #expect(demand.joined(with: grouped).units.count == 14)
    }

    @Test func whatHardlySellsIsNotTakenForABestSeller() throws {
        var generator = SeededGenerator(seed: 3)
        var events: [ToyShop.Event] = []
        for week in 0..<40 {
            for item in 0..<500 {
                // A tenth sells about twenty a week, the rest one in twenty weeks.
                let units = item < 50 ? 10 + generator.below(21) : generator.below(20) == 0 ? 1 : 0
                guard units > 0 else { continue }
                events.append(
                    .init(user: "u\(item % 9)", item: "i\(item)", day: week * 7 + 3, quantity: Float(units)))
            }
        }
        let log = ToyShop.knownLog(events + [.init(user: "u0", item: "i0", day: 40 * 7 - 1, type: "view")])
        let demand = WeeklyDemand(log, end: log.span.upperBound)
        let weeks = try DemandModels(demand, weeks: 4, seed: 0, threads: 2)
            .predictions(demand, positions: Array(demand.items.indices))
        func expected(_ positions: Range<Int>) -> Float {
            weeks[positions].reduce(0) { $0 + $1.reduce(0) { $0 + $1.expected } }
        }
        #expect(abs(expected(0..<50) / (50 * 4 * 20) - 1) < 0.15)
        let slow = expected(50..<demand.items.count)
        #expect(slow > 45 && slow < 180, "450 items at one in twenty weeks are 90 units in four weeks, not \(slow)")
    }

    @Test func intermittentMethodsAreThoseOfThePapers() {
        // A sale of 6 in every third week, for ever.
        let series: [Float] = (1...60).map { $0 % 3 == 0 ? 6 : 0 }
        #expect(abs(IntermittentDemand.croston(series) - 2) < 1e-3)
        // By hand: size stays 6; the chance goes 1/2 → .45 → .505 with smoothing .1.
        #expect(abs(IntermittentDemand.tsb([0, 6, 0, 6]) - 6 * 0.505) < 1e-5)
        #expect(IntermittentDemand.croston([0, 0]) == 0 && IntermittentDemand.tsb([]) == 0)
        #expect(IntermittentDemand.movingMedian([9, 1, 2, 3], weeks: 3) == 2)
    }

    @Test func tooFewWeeksAreTold() throws {
        let log = try ToyShop.log((0..<20).map { .init(user: "a", day: $0) })
        let expected = BehaviorError.nothingToLearn(
            kind: "demand over 8 weeks",
            need:
                "there are 2 whole weeks of events before that day, and it takes 16; look fewer weeks ahead or import "
                + "older events")
        #expect(throws: expected) {
            try DemandModel(WeeklyDemand(log, end: log.span.upperBound), weeks: 8, seed: 0, threads: 1)
        }
    }
}
