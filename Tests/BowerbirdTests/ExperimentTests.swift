import Bowerbird
import DataModel
import Storage
import Testing

@Suite struct ExperimentTests {
    private static let begin = Timestamp(seconds: 1_770_000_000)

    private static func experiment(_ name: String, share: Double = 0.5) -> Experiment {
        Experiment(
            name: name, control: "model-1", treatment: "model-2", treatmentShare: share, startedAt: begin)
    }

    private static func after(_ days: Double) -> Timestamp { Timestamp(seconds: begin.seconds + days * 86_400) }

    @Test func usersAreDividedAsWanted() {
        for share in [0.1, 0.5, 0.9] {
            let experiment = Self.experiment("division", share: share)
            let count = 20_000
            let treated = (0..<count).count { experiment.arm(of: UserID(rawValue: "user-\($0)")) == .treatment }
            // Four standard deviations of a binomial distribution.
            let width = 4 * (Double(count) * share * (1 - share)).squareRoot()
            #expect(abs(Double(treated) - share * Double(count)) < width, "\(share): \(treated)")
        }
    }

    @Test func experimentsDivideIndependently() {
        let (first, second) = (Self.experiment("one"), Self.experiment("two"))
        let both = (0..<10_000).count { number in
            let user = UserID(rawValue: "\(number)")
            return first.arm(of: user) == .treatment && second.arm(of: user) == .treatment
        }
        #expect(abs(both - 2_500) < 175, "\(both)")
        // A user keeps the side, whatever the share grows to.
        let wider = Self.experiment("one", share: 0.8)
        #expect(
            (0..<1_000).allSatisfy { number in
                let user = UserID(rawValue: "\(number)")
                return first.arm(of: user) == .control || wider.arm(of: user) == .treatment
            })
    }

    /// SHA-256 of "one", a zero byte and the user's name, worked out by `sha256sum`: a newer program must not divide anew.
    @Test func theDivisionIsAsWrittenDown() {
        let arms = ["anna", "bert", "clara", "中"].map { Self.experiment("one").arm(of: UserID(rawValue: $0)) }
        #expect(arms == [.treatment, .control, .treatment, .treatment])
    }

    @Test func theNewestModelIsComparedWithTheOneBefore() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            #expect(throws: ExperimentError.oneModel(kept: 0)) { try shop.startExperiment("first", at: Self.begin) }
            let old = try shop.train().manifest.version
            #expect(throws: ExperimentError.oneModel(kept: 1)) { try shop.startExperiment("first", at: Self.begin) }
            let new = try shop.train(TrainingOptions(seed: 1)).manifest.version
            let experiment = try shop.startExperiment("first", treatmentShare: 0.2, at: Self.begin)
            #expect(experiment.control == old && experiment.treatment == new)
            #expect(try shop.store.experiments() == [experiment])
            #expect(throws: ExperimentError.running(name: "first")) {
                try shop.startExperiment("second", at: Self.begin)
            }
            // What is compared is kept, however many models come after.
            for seed in 2..<6 { try shop.train(TrainingOptions(seed: UInt64(seed))) }
            #expect(Set(shop.bundles.versions()).isSuperset(of: [old, new]))
            #expect(try shop.stopExperiment(at: Self.after(1)).endedAt == Self.after(1))
            #expect(throws: ExperimentError.hasEnded(name: "first")) { try shop.stopExperiment(at: Self.after(1)) }
            #expect(throws: ExperimentError.nameTaken(name: "first")) {
                try shop.startExperiment("first", at: Self.begin)
            }
            try shop.train(TrainingOptions(seed: 9))
            #expect(!shop.bundles.versions().contains(old))
        }
    }

    @Test func removingEarlierModelsEndsTheExperimentThatNeedsThem() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            let old = try shop.train().manifest.version
            let new = try shop.train(TrainingOptions(seed: 1)).manifest.version
            try shop.startExperiment("one", at: Self.begin)
            try shop.removeEarlierModels(at: Self.after(1))
            #expect(shop.bundles.versions() == [new] && old != new)
            #expect(try shop.store.experiments().map(\.endedAt) == [Self.after(1)])
        }
    }

    @Test func exposuresWaitAndGoWithWhomTheyAreOf() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            try shop.train()
            try shop.train(TrainingOptions(seed: 1))
            let live = LiveExperiment(shop)
            #expect(live.place(of: "u0") == nil)
            try shop.startExperiment("one", at: Self.begin)
            #expect(try live.refresh(beside: nil))
            #expect(try !live.refresh(beside: nil))
            func expose(_ user: UserID) throws {
                live.expose(user, at: try #require(live.place(of: user)), now: Self.after(1))
            }
            func stored() throws -> [String] { try shop.store.exposures(to: "one").map(\.userID.rawValue) }
            for user in ["u0", "u1", "u1"] { try expose(UserID(rawValue: user)) }
            try expose(UserID(rawValue: String(repeating: "x", count: 600)))
            #expect(try stored() == [])
            live.forget("u0")
            try live.store()
            #expect(try stored() == ["u1"])
            // Another process erases somebody while others wait here.
            try expose("u2")
            _ = try shop.forget("u1")
            try live.store()
            #expect(try stored() == [])
            for user in ["u2", "u3"] { try expose(UserID(rawValue: user)) }
            try live.store()
            #expect(try stored() == ["u2", "u3"])
        }
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            let old = try shop.train().manifest.version
            let new = try shop.train(TrainingOptions(seed: 1)).manifest.version
            func refusal(
                _ name: String = "x", treatment: String? = nil, control: String? = nil, share: Double = 0.5
            ) -> ExperimentError? {
                #expect(throws: ExperimentError.self) {
                    try shop.startExperiment(
                        name, treatment: treatment, control: control, treatmentShare: share, at: Self.begin)
                }
            }
            #expect(refusal("") == .noName)
            for share in [0, 1, -0.1, .nan] { #expect(refusal(share: share)?.description.contains("between") == true) }
            #expect(refusal(control: new) == .sameModel(version: new))
            #expect(refusal(control: "gone") == .unknownModel(version: "gone", known: [old, new]))
            #expect(throws: ExperimentError.unknown(name: "x", known: [])) { try shop.experimentReport("x") }
            #expect(try shop.store.experiments() == [])
        }
    }

    /// Ten users on each side; of those with the treatment three bought in time, of the others one.
    @Test func aReportCountsWhatCameAfter() throws {
        var rows = ["user_id,item_id,timestamp,event_type"]
        func buy(_ user: String, _ days: Double, _ type: String = "purchase") {
            rows.append("\(user),a,\(Int(Self.after(days).seconds)),\(type)")
        }
        for user in ["t0", "t1", "t1", "t2", "c0"] { buy(user, 3 + Double(rows.count) / 100) }
        buy("t3", -1)
        buy("t4", 20)
        buy("c1", 2, "view")
        buy("other", 2)
        try SmallShop.with(interactions: rows.joined(separator: "\n") + "\n") { shop in
            try shop.store.write { try $0.insert(Self.experiment("one")) }
            try shop.store.note(
                (0..<10).flatMap { number in
                    [("t", true), ("c", false)].map { side, isTreatment in
                        Exposure(
                            experiment: "one", userID: UserID(rawValue: "\(side)\(number)"),
                            isTreatment: isTreatment, firstAt: Self.begin)
                    }
                })
            let report = try shop.experimentReport()
            #expect(report.outcome == "purchase" && report.days == 14)
            #expect(report.treatment.users == 10 && report.control.users == 10)
            #expect(report.treatment.converted == 3 && report.control.converted == 1)
            #expect(report.treatment.eventsPerUser == 0.4 && report.control.eventsPerUser == 0.1)
            #expect(abs(report.comparison.difference.value - 0.2) < 1e-12)
            #expect(report.conclusion == "no difference is shown")
            #expect(try shop.experimentReport("one", .init(outcome: "view")).control.converted == 1)
            #expect(try shop.experimentReport("one", .init(days: 30)).treatment.converted == 4)
            #expect(throws: ExperimentError.unknownOutcome(name: "click", known: ["purchase", "view"])) {
                try shop.experimentReport("one", .init(outcome: "click"))
            }
        }
    }

    @Test func aSpoiledDivisionConcludesNothing() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            try shop.store.write { try $0.insert(Self.experiment("one")) }
            #expect(try shop.experimentReport().conclusion.hasPrefix("nothing yet"))
            try shop.store.note(
                (0..<100).map { number in
                    Exposure(
                        experiment: "one", userID: UserID(rawValue: "x\(number)"), isTreatment: number < 80,
                        firstAt: Self.begin)
                })
            let report = try shop.experimentReport()
            #expect(report.isDivisionSuspicious)
            #expect(report.conclusion.hasPrefix("nothing: 80 users with the treatment and 20 without"))
        }
    }
}
