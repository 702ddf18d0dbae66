import DataModel
import Testing

@testable import BehaviorPrediction

@Suite struct BehaviorModelsTests {
    @Test func modelsComeBackFromAFileAsTheyWere() throws {
        let log = try ToyShop.log(ToyShop.loyalAndLost(users: 30))
        let sessions = (0..<300).map {
            Session(sessionID: "s\($0)", purchased: $0 % 3 == 0, attributes: ["pages": ["\($0 % 3 == 0 ? 9 : $0 % 7)"]])
        }
        let (models, attempts) = BehaviorModels.train(
            on: log, asOf: log.span.upperBound, sessions: sessions, seed: 1, threads: 2)
        #expect(models.sessions?.probabilities([sessions[0]]).first ?? 0 > 0.5)
        #expect(models.outcomes.map(\.outcome) == [.purchase, .activity])
        #expect(models.amounts.map(\.amount) == [.spend, .quantity])
        #expect(models.timing != nil)
        #expect(attempts.map(\.sentence).allSatisfy { $0.hasSuffix(" learned") } && attempts.count == 6)
        #expect(attempts.map { $0.trial != nil } == [true, true, false, false, false, true])
        let trial = try #require(attempts[0].trial)
        #expect(trial.scores.count == trial.outcomes.count && Set(trial.outcomes).count == 2)
        let bytes = try models.encoded()
        #expect(try BehaviorModels(decoding: bytes) == models)
        #expect(throws: (any Error).self) { try BehaviorModels(decoding: Array(bytes.dropLast(8))) }
    }

    @Test func whatTheDataCannotSayIsLeftOut() throws {
        let log = try ToyShop.log((0..<12).map { .init(user: "u\($0)", day: $0 % 3) })
        let (models, attempts) = BehaviorModels.train(on: log, asOf: log.span.upperBound, seed: 0, threads: 1)
        #expect(models.isEmpty)
        #expect(attempts.allSatisfy { $0.sentence.contains(" left out: ") })
    }
}
