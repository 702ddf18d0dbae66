import Bowerbird
import Foundation
import Testing

/// Two models in one service, each for its share of the users.
@Suite struct ExperimentServiceTests {
    private static func trainAgain(_ shop: Shop) throws {
        try shop.train(TrainingOptions(preset: .fast, seed: 7))
    }

    /// Asks until the answer is as wanted, as what happens in the background does so within a second or two.
    private func eventually(_ isDone: () async throws -> Bool) async throws {
        for _ in 0..<200 {
            if try await isDone() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it never happened")
    }

    @Test func eachSideGetsItsModel() async throws {
        try await ServedShop.with(prepare: Self.trainAgain) { served in
            let current = try #require(try await served.get("/readyz").object["model"] as? String)
            let experiment = try served.shop.startExperiment("both", at: Timestamp(seconds: 1_700_000_000))
            #expect(experiment.treatment == current && experiment.control != current)
            try await eventually {
                try await served.get("/v1/recommendations/u0").object["experiment"] as? String == "both"
            }
            for number in 0..<40 {
                let user = UserID(rawValue: "u\(number)")
                let arm = experiment.arm(of: user)
                // The second answer is kept from the first.
                for _ in 0..<2 {
                    let list = try await served.get("/v1/recommendations/\(user.rawValue)?explain=true")
                    #expect(list.object["arm"] as? String == arm.rawValue)
                    #expect(list.object["model"] as? String == experiment.model(of: arm))
                }
            }
            _ = try await served.get("/api/recommend/stranger")
            let report = try await served.get("/v1/experiments/both?outcome=purchase&within_days=30")
            let users = ["control", "treatment"].compactMap { side in
                (report.object[side] as? [String: Any])?["users"] as? Int
            }
            #expect(users.reduce(0, +) == 41, "\(report.text)")
            let names = try served.shop.store.exposures(to: "both").map(\.userID.rawValue)
            #expect(Set(names) == Set((0..<40).map { "u\($0)" } + ["stranger"]))
            let listed = try await served.get("/v1/experiments").object["experiments"] as? [[String: Any]]
            #expect(listed?.map { $0["running"] as? Bool } == [true])

            let record = try await served.get("/v1/users/stranger").object["experiments"] as? [[String: Any]]
            #expect(record?.first?["name"] as? String == "both")
            let erased = try await served.send("DELETE", "/v1/users/stranger").object["erased"] as? [String: Any]
            #expect(erased?["experiments"] as? Int == 1)
            #expect(try served.shop.store.exposures(of: "stranger").isEmpty)

            try served.shop.stopExperiment(at: Timestamp(seconds: 1_700_100_000))
            try await eventually {
                try await served.get("/v1/recommendations/u0").object["experiment"] == nil
            }
            for number in 0..<40 {
                #expect(
                    try await served.get("/v1/recommendations/u\(number)").object["model"] as? String == current)
            }
        }
    }

    @Test func whatIsUnknownIsSaid() async throws {
        try await ServedShop.with { served in
            #expect(try await served.get("/v1/experiments").text == "{\"experiments\":[]}\n")
            let none = try await served.get("/v1/experiments/none")
            #expect(none.status == 404 && none.problem == "unknown-experiment")
            #expect(try await served.get("/v1/experiments/none?within_days=0").status == 400)
        }
    }

    /// A model of the experiment that is no longer there leaves everybody with the current one.
    @Test func aMissingModelEndsNoService() async throws {
        try await ServedShop.with(prepare: Self.trainAgain) { served in
            let current = try #require(served.shop.bundles.currentVersion())
            try served.shop.store.write { writer in
                try writer.insert(
                    Experiment(
                        name: "both", control: "gone", treatment: current, treatmentShare: 0.5,
                        startedAt: Timestamp(seconds: 1_700_000_000)))
            }
            try await Task.sleep(for: .seconds(1.2))
            for number in 0..<20 {
                let list = try await served.get("/v1/recommendations/u\(number)")
                #expect(list.status == 200 && list.object["experiment"] == nil)
                #expect(list.object["model"] as? String == current)
            }
        }
    }
}
