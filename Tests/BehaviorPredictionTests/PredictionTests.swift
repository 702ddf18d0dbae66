import DataModel
import LinearAlgebra
import Testing

@testable import BehaviorPrediction

@Suite struct PredictionTests {
    private static let log = ToyShop.knownLog(ToyShop.loyalAndLost())
    private static let day = Int32(ToyShop.firstDay + 180)
    private static let users = log.users(before: day)

    // Numbers rise with a user's first event, so names tell who is loyal.
    private static let isLoyal: [Bool] = {
        let snapshot = ToyShop.snapshot(ToyShop.loyalAndLost())
        return users.map { Int(snapshot.users[Int32($0)].dropFirst())! % 2 == 0 }
    }()

    @Test func whoComesBackIsToldFromWhoDoesNot() throws {
        let model = try OutcomeModel(
            .purchase, log: Self.log, asOf: Self.day, horizon: 14, seed: 0, threads: 2)
        let probabilities = model.probabilities(Self.log, users: Self.users, day: Self.day, threads: 1)
        let loyal = zip(probabilities, Self.isLoyal).filter(\.1).map(\.0)
        let lost = zip(probabilities, Self.isLoyal).filter { !$0.1 }.map(\.0)
        #expect(loyal.min()! > lost.max()!)
        #expect(loyal.reduce(0, +) / Float(loyal.count) > 0.8)
        #expect(lost.reduce(0, +) / Float(lost.count) < 0.2)
    }

    @Test func theFutureIsNotUsed() throws {
        let past = try ToyShop.log(ToyShop.loyalAndLost().filter { $0.day < 180 })
        let one = try OutcomeModel(.purchase, log: Self.log, asOf: Self.day, horizon: 14, seed: 0, threads: 2)
        let two = try OutcomeModel(.purchase, log: past, asOf: Self.day, horizon: 14, seed: 0, threads: 1)
        #expect(
            one.probabilities(Self.log, users: Self.users, day: Self.day, threads: 1)
                == two.probabilities(past, users: Self.users, day: Self.day, threads: 2))
    }

    @Test func amountsHaveAnOrderedRange() throws {
        let model = try AmountModel(.spend, log: Self.log, asOf: Self.day, horizon: 30, seed: 0, threads: 2)
        let predictions = model.predictions(Self.log, users: Self.users, day: Self.day, threads: 2)
        for (prediction, isLoyal) in zip(predictions, Self.isLoyal) {
            #expect(prediction.low <= prediction.median && prediction.median <= prediction.high)
            // Six orders or so of 20 each, or nothing.
            if isLoyal { #expect((60...200).contains(prediction.median)) } else { #expect(prediction.median < 60) }
        }
        #expect(throws: BehaviorError.self) {
            try AmountModel(.dwell, log: Self.log, asOf: Self.day, horizon: 30, seed: 0, threads: 1)
        }
    }

    @Test func aRegularBuyerIsExpectedInTime() throws {
        let model = try TimingModel(log: Self.log, asOf: Self.day, horizon: 20, seed: 0, threads: 2)
        let loyal = Self.users[Self.isLoyal.firstIndex(of: true)!]
        let origin = PurchaseOrigin(user: loyal, day: Self.day - 6, gap: nil)
        let fresh = model.predictions(Self.log, origins: [(origin, waited: 0)], threads: 1)[0]
        #expect((4...7).contains(fresh.quantile(0.5) ?? 0))
        #expect(fresh.probability > 0.9 && fresh.probability <= 1)
        let waited = model.predictions(Self.log, origins: [(origin, waited: 3)], threads: 1)[0]
        #expect(waited.expected < fresh.expected)
    }

    @Test func aHandfulOfPurchasesIsNoRhythm() throws {
        let log = try ToyShop.log(
            (0..<19).flatMap { [.init(user: "u\($0)", day: $0), .init(user: "u\($0)", day: 40)] })
        let expected = BehaviorError.nothingToLearn(
            kind: "the time of the next purchase",
            need: "customers bought again 19 times, and it takes 20; import older events")
        #expect(throws: expected) {
            try TimingModel(log: log, asOf: log.span.upperBound, horizon: 30, seed: 0, threads: 1)
        }
    }

    @Test func oneOutcomeIsToldNotLearned() throws {
        let log = try ToyShop.log((0..<30).flatMap { user in (0..<60).map { .init(user: "u\(user)", day: $0) } })
        #expect(throws: BehaviorError.oneOutcome(kind: "a purchase", horizon: 7)) {
            try OutcomeModel(
                .purchase, log: log, asOf: log.span.upperBound, horizon: 7, seed: 0, threads: 1)
        }
    }

    @Test func cellsHoldADistribution() {
        let cells = AmountCells([0, 0, 0, 1, 2, 4, 8], most: 4)
        #expect(cells.count == 5)
        #expect(cells.cell(of: 0) == 0 && cells.cell(of: 1) == 1 && cells.cell(of: 100) == 4)
        let even = [Float](repeating: 0.2, count: 5)[...]
        #expect(abs(cells.mean(even) - 3) < 1e-6)
        #expect(cells.quantile(0.1, even) == 0)
        #expect(abs(cells.quantile(0.9, even) - 8) < 1e-5)
    }

    @Test func sessionsAreJudgedByWhatIsKnownOfThem() throws {
        var generator = SeededGenerator(seed: 5)
        let sessions = (0..<600).map { index -> Session in
            let pages = generator.below(20)
            let buys = Float(pages) + generator.uniform() * 6 > 14
            return Session(
                sessionID: "s\(index)", purchased: index < 500 ? buys : nil,
                attributes: ["pages": ["\(pages)"], "browser": [generator.below(2) == 0 ? "a" : "b"]])
        }
        let model = try SessionModel(sessions, seed: 0, threads: 2)
        let few = Session(sessionID: "x", attributes: ["pages": ["2"], "browser": ["a"]])
        let many = Session(sessionID: "y", attributes: ["pages": ["19"], "browser": ["new"]])
        let probabilities = model.probabilities([few, many])
        #expect(probabilities[0] < 0.1 && probabilities[1] > 0.8)
        #expect(model.reasons(many, most: 1)[0].text.hasPrefix("pages"))
        #expect(throws: BehaviorError.self) {
            try SessionModel([few, many], seed: 0, threads: 1)
        }
    }
}
