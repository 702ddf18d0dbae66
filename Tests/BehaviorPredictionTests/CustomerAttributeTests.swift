import DataModel
import LinearAlgebra
import Testing

@testable import BehaviorPrediction

@Suite struct CustomerAttributeTests {
    // Everybody buys once; in every month, those with a subscription buy again on a day that nothing else tells.
    private static let snapshot: Snapshot = {
        var generator = SeededGenerator(seed: 11)
        var events: [ToyShop.Event] = []
        var profiles: [String: [String: [String]]] = [:]
        for user in 0..<60 {
            let name = "u\(user)"
            let isSubscribed = generator.below(2) == 0
            if user % 10 > 0 {
                profiles[name] = ["plan": [isSubscribed ? "plus" : "free"], "age": ["\(20 + user % 50)"]]
            }
            for month in 0..<8 where isSubscribed || generator.below(10) == 0 {
                events.append(.init(user: name, day: month * 30 + generator.below(30)))
            }
            events.append(.init(user: name, day: generator.below(5)))
        }
        return ToyShop.snapshot(events, profiles: profiles)
    }()
    private static let log: ActivityLog = {
        do { return try ActivityLog(snapshot) } catch { fatalError("\(error)") }
    }()
    // Of the first nothing is known, of the second all.
    private static let users = ["u0", "u1"].map { Int(snapshot.users.number(of: $0)!) }
    private static let day = Int32(ToyShop.firstDay + 210)

    @Test func attributesAreColumnsAfterTheFeatures() {
        let inputs = CustomerInputs(Self.log, before: Self.day)
        #expect(inputs.attributes.columns == ["age", "plan = free", "plan = plus"].sorted())
        let table = inputs.matrix(
            CustomerFeatures(Self.log, at: Self.day, horizon: 30), of: Self.users, threads: 1)
        #expect(table.columns == CustomerFeatures.columns + 3)
        let unknown = table.row(0).suffix(3).map { $0 }
        let known = table.row(1).suffix(3).map { $0 }
        #expect(unknown.allSatisfy { $0.isNaN })
        #expect(known[0] == 21 && known[1] + known[2] == 1)
    }

    @Test func reasonsSayWhatIsKnownOfACustomer() throws {
        let model = try OutcomeModel(
            .purchase, log: Self.log, asOf: Self.day, horizon: 30, seed: 0, threads: 2)
        let reasons = model.reasons(Self.log, users: Self.users, day: Self.day, most: 200)
        #expect(reasons[0].contains { $0.text == "plan: not known" })
        let plan = try #require(reasons[1].first { $0.text.hasPrefix("plan: ") })
        #expect(plan.text == "plan: plus" ? plan.weight > 0 : plan.weight < 0)
        #expect(reasons[1].contains { $0.text == "age: 21" })
    }

    @Test func modelsInAFileKnowThem() throws {
        let models = BehaviorModels.train(
            on: Self.log, asOf: Self.log.span.upperBound, seed: 0, threads: 2
        ).models
        #expect(models.outcomes.allSatisfy { $0.inputs.attributes.columns.count == 3 })
        #expect(try BehaviorModels(decoding: models.encoded()) == models)
    }
}
