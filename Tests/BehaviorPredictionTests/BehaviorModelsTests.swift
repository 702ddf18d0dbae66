import Testing

@testable import BehaviorPrediction

@Suite struct BehaviorModelsTests {
    @Test func modelsComeBackFromAFileAsTheyWere() throws {
        let log = try ToyShop.log(ToyShop.loyalAndLost(users: 30))
        let told = Told()
        let models = BehaviorModels(training: log, asOf: log.span.upperBound, seed: 1, threads: 2) {
            told.sentences.append($0)
        }
        #expect(models.outcomes.map(\.outcome) == [.purchase, .activity])
        #expect(models.amounts.map(\.amount) == [.spend, .quantity])
        #expect(models.timing != nil)
        #expect(told.sentences.count == 5)
        let bytes = try models.encoded()
        #expect(try BehaviorModels(decoding: bytes) == models)
        #expect(throws: (any Error).self) { try BehaviorModels(decoding: Array(bytes.dropLast(8))) }
    }

    @Test func whatTheDataCannotSayIsLeftOut() throws {
        let log = try ToyShop.log((0..<12).map { .init(user: "u\($0)", day: $0 % 3) })
        let models = BehaviorModels(training: log, asOf: log.span.upperBound, seed: 0, threads: 1) { _ in }
        #expect(models.isEmpty)
    }

    // A place to keep what is told.
    private final class Told { var sentences: [String] = [] }
}
