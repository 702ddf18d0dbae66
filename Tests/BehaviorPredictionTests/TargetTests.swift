import DataModel
import Testing

@testable import BehaviorPrediction

@Suite struct TargetTests {
    // Every user buys two of twelve items over and over, every four days in turn, and looks at a third one.
    private static let snapshot: Snapshot = {
        let events = (0..<60).flatMap { user in
            (0..<40).flatMap { visit -> [ToyShop.Event] in
                let day = visit * 4 + user % 4
                return [
                    .init(user: "u\(user)", item: "i\((user + (visit % 2) * 3) % 12)", day: day),
                    .init(user: "u\(user)", item: "i\((user + 7) % 12)", day: day, second: 1, type: "view"),
                ]
            }
        }
        var snapshot = ToyShop.snapshot(events)
        snapshot.products = snapshot.items.identifiers.map { item in
            Product(itemID: ItemID(rawValue: item), categories: [["Shop", "Shelf \(Int(item.dropFirst())! % 4)"]])
        }
        return snapshot
    }()
    private static let day = Int32(ToyShop.firstDay + 140)

    @Test func everyLevelOfACategoryIsATarget() {
        let events = TargetEvents(categoriesOf: Self.snapshot)
        #expect(Set(events.names) == ["Shop", "Shop > Shelf 0", "Shop > Shelf 1", "Shop > Shelf 2", "Shop > Shelf 3"])
        #expect(events.number(of: "Shop > Shelf 9") == nil)
    }

    @Test func whatSomebodyBuysIsExpectedAgain() throws {
        let events = TargetEvents(itemsOf: Self.snapshot)
        let log = try ActivityLog(Self.snapshot)
        let model = try TargetModel(events, log: log, asOf: Self.day, horizon: 8, seed: 0, threads: 2)
        let targets = (0..<12).map { Int32($0) }
        let users = Array(0..<60)
        let predictions = model.predictions(users: users, targets: targets, day: Self.day)
        let outcomes = events.outcomes(users: users, targets: targets, day: Self.day, horizon: 8)
        for (prediction, isBought) in zip(predictions, outcomes) {
            #expect((0...1).contains(prediction.probability))
            if isBought { #expect(prediction.probability > 0.6) } else { #expect(prediction.probability < 0.3) }
        }
        // Although pairs are drawn at very different rates, probabilities add up to what is bought.
        let expected = predictions.reduce(0) { $0 + $1.probability }
        let bought = Float(outcomes.count { $0 })
        #expect(abs(expected - bought) < 0.25 * bought)
    }

    @Test func theFutureIsNotUsedAndThreadsDoNotMatter() throws {
        var short = Self.snapshot
        let kept = short.interactions.timestamps.prefix { $0 < Int64(Self.day) * 86_400_000 }.count
        short.interactions.users.removeLast(short.interactions.count - kept)
        short.interactions.items.removeLast(short.interactions.items.count - kept)
        short.interactions.timestamps.removeLast(short.interactions.timestamps.count - kept)
        short.interactions.eventTypes.removeLast(short.interactions.eventTypes.count - kept)
        func probabilities(_ snapshot: Snapshot, threads: Int) throws -> [Float] {
            try TargetModel(
                TargetEvents(itemsOf: snapshot), log: ActivityLog(Self.snapshot), asOf: Self.day, horizon: 8, seed: 0,
                threads: threads
            ).predictions(users: [0, 1, 2], targets: [0, 1, 2, 3], day: Self.day).map(\.probability)
        }
        #expect(try probabilities(Self.snapshot, threads: 2) == probabilities(short, threads: 1))
    }

    @Test func reasonsNameTheTargetAndAddUp() throws {
        let events = TargetEvents(categoriesOf: Self.snapshot)
        let model = try TargetModel(
            events, log: ActivityLog(Self.snapshot), asOf: Self.day, horizon: 8, seed: 0, threads: 2)
        let target = try #require(events.number(of: "Shop > Shelf 1"))
        let all = model.predictions(users: [4], targets: [target], day: Self.day, mostReasons: 100)[0]
        let few = model.predictions(users: [4], targets: [target], day: Self.day, mostReasons: 3)[0]
        #expect(few.reasons.count == 4 && few.reasons.last?.text == "everything else")
        #expect(all.reasons.contains { $0.text.contains("Shop > Shelf 1") })
        let (sum, short) = (all.reasons.reduce(0) { $0 + $1.weight }, few.reasons.reduce(0) { $0 + $1.weight })
        #expect(abs(sum - short) < 1e-3)
    }

    @Test func theSimpleRuleIsAFrequency() {
        let events = TargetEvents(itemsOf: Self.snapshot)
        let targets = (0..<12).map { Int32($0) }
        let rule = events.frequencyRule(users: [0], targets: targets, day: Self.day, horizon: 8)
        let isBought = events.outcomes(users: [0], targets: targets, day: Self.day, horizon: 8)
        #expect(zip(rule, isBought).allSatisfy { $1 ? $0 > 0.8 : $0 < 0.2 })
        #expect(events.bestSellers(before: Self.day, most: 5).count == 5)
    }
}
