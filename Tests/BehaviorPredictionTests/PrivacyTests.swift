import DataModel
import LinearAlgebra
import NeuralNetworks
import Testing

@testable import BehaviorPrediction

@Suite struct PrivacyTests {
    private let events = ToyShop.loyalAndLost(users: 600)
    private let budget = PrivacyBudget(epsilon: 4, delta: 1e-4)

    private func model(_ log: ActivityLog, _ budget: PrivacyBudget, seed: UInt64 = 1) throws -> OutcomeModel {
        var noise = GaussianNoise(SeededGenerator(seed: seed))
        return try OutcomeModel(
            privately: .purchase, log: log, asOf: log.span.upperBound, horizon: 30, budget: budget, models: 2,
            threads: 2,
            noise: &noise)
    }

    @Test func whoComesBackIsForetoldInSpiteOfNoise() throws {
        let log = try ToyShop.log(events)
        let model = try model(log, budget)
        let names = ToyShop.snapshot(events).users
        func mean(_ users: [Int]) -> Float {
            let numbers = users.compactMap { names.number(of: "u\($0)").map(Int.init) }
            return model.probabilities(log, users: numbers, day: log.span.upperBound, threads: 2).reduce(0, +) / 300
        }
        #expect(mean(Array(stride(from: 0, to: 600, by: 2))) > mean(Array(stride(from: 1, to: 600, by: 2))) + 0.5)
        let users = log.users(before: log.span.upperBound)
        #expect(model.privacy == budget)
        let reasons = model.reasons(log, users: [users[0]], day: log.span.upperBound, most: 3)
        #expect(reasons[0].count == 4)
    }

    @Test func oneSeedGivesOneModelWhateverTheThreads() throws {
        let log = try ToyShop.log(events)
        #expect(try model(log, budget) == model(log, budget))
        #expect(try model(log, budget) != model(log, budget, seed: 2))
    }

    // What one customer's row says must not follow from what others do.
    @Test func onlyOwnRowsAreLookedAt() throws {
        let alone = events.filter { $0.user == "u0" || $0.user == "u1" }
        let (many, few) = (try ToyShop.log(events), try ToyShop.log(alone))
        let model = try model(many, budget)
        func row(_ log: ActivityLog, _ events: [ToyShop.Event]) throws -> Matrix {
            let user = Int(try #require(ToyShop.snapshot(events).users.number(of: "u0")))
            return model.model.encoder.encode(
                CustomerFeatures(log, at: many.span.upperBound, horizon: 30).matrix(of: [user], threads: 1))
        }
        #expect(try row(many, events) == row(few, alone))
    }

    @Test func lessMayBeToldWithLessEpsilon() throws {
        let log = try ToyShop.log(events)
        // The weights of small budgets are mostly noise, which differs from seed to seed.
        func likeness(_ epsilon: Double) throws -> Float {
            let models = try (1...2).map {
                try model(log, PrivacyBudget(epsilon: epsilon, delta: 1e-4), seed: $0).model.network.parameters
            }
            func product(_ left: [Float], _ right: [Float]) -> Float { zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
            return product(models[0], models[1])
                / (product(models[0], models[0]) * product(models[1], models[1])).squareRoot()
        }
        let (much, little) = (try likeness(50), try likeness(0.1))
        #expect(much > 0.6 && abs(little) < 0.3, "\(much) \(little)")
    }

    @Test func aDeltaThatIsNoPromiseIsRefused() throws {
        let log = try ToyShop.log(events)
        #expect {
            try model(log, PrivacyBudget(epsilon: 4, delta: 0.01))
        } throws: { error in
            "\(error)".contains("delta 0.01 is no promise to 600 customers")
        }
    }

    @Test func whatCannotBePrivateIsLeftOutOfABundle() throws {
        let log = try ToyShop.log(events)
        let (models, attempts) = BehaviorModels.train(
            on: log, asOf: log.span.upperBound, privacy: budget, seed: 1, threads: 2)
        #expect(models.outcomes.map(\.privacy) == [budget, budget])
        #expect(models.amounts.isEmpty && models.timing == nil)
        #expect(attempts.count { $0.sentence.contains("left out: it is not learned with differential privacy") } == 3)
        #expect(attempts.allSatisfy { $0.trial == nil })
        #expect(try BehaviorModels(decoding: models.encoded()) == models)
    }
}
