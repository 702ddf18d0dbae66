import DataModel
import Evaluation
import Foundation
import TestSupport
import Testing

@testable import Bowerbird

/// A model that waits beside the current one.
@Suite struct ChallengeTests {
    private static let header = "user_id,item_id,timestamp,event_type\n"

    // In the first winter people who have a… take b… next, later c…; the callers are known by an a… only.
    private static func winter(of second: String, from first: Int, day: Int) -> String {
        var rows = ""
        for user in 0..<96 {
            for (step, item) in ["a", second].enumerated() {
                let time = 1_767_225_600 + day * 86_400 + user * 600 + step * 60
                rows += "u\(first + user),\(item)\(user % 12),\(time),purchase\n"
            }
        }
        return rows
    }

    private static func callers(_ item: String, day: Int, count: Int) -> String {
        (0..<count).map { user in
            "caller\(user),\(item)\(user % 12),\(1_767_225_600 + day * 86_400 + user),purchase\n"
        }.joined()
    }

    private static func add(_ rows: String, to shop: Shop) throws {
        _ = try withTemporaryFolder { folder in
            try shop.importTable(.interactions, path: folder.writing(header + rows, as: "more.csv"))
        }
    }

    private static func withChallenger(
        callers: Int, _ body: (_ shop: Shop, _ current: String, _ challenger: String) throws -> Void
    ) throws {
        let first = header + winter(of: "b", from: 0, day: 0) + Self.callers("a", day: 1, count: callers)
        try SmallShop.with(interactions: first) { shop in
            let options = TrainingOptions(parts: [.ranking], preset: .fast)
            let current = try shop.train(options).manifest.version
            try add(winter(of: "c", from: 1_000, day: 30) + winter(of: "c", from: 2_000, day: 31), to: shop)
            let challenger = try shop.train(options, asChallenger: true).manifest.version
            #expect(shop.bundles.currentVersion() == current && shop.bundles.challengerVersion() == challenger)
            #expect(ModelHistory(shop.bundles).entries.map(\.isChallenger) == [true, false])
            try body(shop, current, challenger)
        }
    }

    @Test func theBetterModelTakesThePlace() throws {
        try Self.withChallenger(callers: 240) { shop, current, challenger in
            let before = try shop.compareWithCurrent()
            #expect(before.users == 0 && before.verdict == .tooFewUsers)
            #expect(try !shop.settle(before))
            try Self.add(Self.callers("c", day: 60, count: 240), to: shop)
            let report = try shop.compareWithCurrent(threads: 1)
            #expect(report.users == 240 && report.verdict == .better)
            #expect(report.current == current && report.challenger == challenger)
            // The current model has never seen what they take.
            #expect(report.currentNDCG.value == 0 && report.challengerNDCG.value > 0.4)
            #expect(try shop.compareWithCurrent(threads: 2) == report)
            #expect(try shop.settle(report))
            #expect(shop.bundles.currentVersion() == challenger && shop.bundles.challengerVersion() == nil)
            #expect(try !shop.settle(report), "the comparison is of models that are no longer there")
            // The other way round.
            #expect(try shop.compareWithCurrent(current).verdict == .worse)
            try shop.bundles.setChallenger(current)
            #expect(try shop.settle(try shop.compareWithCurrent()))
            #expect(shop.bundles.currentVersion() == challenger && shop.bundles.challengerVersion() == nil)
            #expect(Set(shop.bundles.versions()) == [current, challenger])
        }
    }

    @Test func whoWasOnlySeenLaterSaysNothing() throws {
        try Self.withChallenger(callers: 0) { shop, _, _ in
            // Nothing is known of them before the trainings, so no list could have been made.
            try Self.add(Self.callers("c", day: 60, count: 240), to: shop)
            #expect(try shop.compareWithCurrent().users == 0)
        }
    }

    @Test func aTrainingEndsTheWaiting() throws {
        try Self.withChallenger(callers: 1) { shop, current, challenger in
            let newest = try shop.train(TrainingOptions(parts: [.ranking], preset: .fast, seed: 1)).manifest.version
            #expect(shop.bundles.currentVersion() == newest && shop.bundles.challengerVersion() == nil)
            #expect(throws: ChallengeError.noChallenger) { try shop.compareWithCurrent() }
            #expect(throws: ChallengeError.sameModel(version: newest)) { try shop.compareWithCurrent(newest) }
            #expect(throws: ChallengeError.unknown(version: "x", known: [current, challenger, newest])) {
                try shop.compareWithCurrent("x")
            }
        }
    }

    @Test func challengersDoNotPileUp() throws {
        try Self.withChallenger(callers: 1) { shop, current, _ in
            for seed in 1..<4 {
                try shop.train(
                    TrainingOptions(parts: [.ranking], preset: .fast, seed: UInt64(seed)), asChallenger: true)
            }
            #expect(shop.bundles.currentVersion() == current)
            #expect(shop.bundles.versions().count == 3)
            #expect(shop.bundles.challengerVersion() == shop.bundles.versions().last)
        }
    }

    @Test func theFirstModelHasNothingToWaitFor() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            let model = try shop.train(asChallenger: true)
            #expect(shop.bundles.currentVersion() == model.manifest.version)
        }
    }

    @Test func withoutTimesNothingIsCompared() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            let sequences = (0..<40).map { "\($0) 1 2 \(3 + $0 % 5)" }.joined(separator: "\n") + "\n"
            try shop.importDataset(.sequences, path: folder.writing(sequences, as: "sequences.txt"))
            try shop.train(TrainingOptions(parts: [.ranking]))
            try shop.train(TrainingOptions(parts: [.ranking], seed: 1), asChallenger: true)
            #expect(throws: ChallengeError.noTimes) { try shop.compareWithCurrent() }
        }
    }

    @Test(arguments: [
        (199, 0.2, 0.1, 0.3, ChallengeReport.Verdict.tooFewUsers), (200, 0.02, 0.01, 0.03, .better),
        (200, 0.0, -0.019, 0.02, .noWorse), (200, -0.01, -0.019, -0.001, .noWorse),
        (200, 0.0, -0.021, 0.02, .undecided), (200, -0.03, -0.04, -0.01, .worse),
    ])
    func whatIsConcluded(
        _ users: Int, _ value: Double, _ low: Double, _ high: Double, _ verdict: ChallengeReport.Verdict
    ) {
        func estimate(_ value: Double, _ low: Double, _ high: Double) -> Estimate {
            Estimate(value: value, low: low, high: high, count: users)
        }
        let report = ChallengeReport(
            current: "1", challenger: "2", since: Timestamp(seconds: 0), currentNDCG: estimate(0.2, 0.1, 0.3),
            challengerNDCG: estimate(0.2 + value, 0.1, 0.3), difference: estimate(value, low, high))
        #expect(report.verdict == verdict)
    }
}
