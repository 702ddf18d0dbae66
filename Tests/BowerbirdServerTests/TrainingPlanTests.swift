import Bowerbird
import Foundation
import TestSupport
import Testing

@testable import BowerbirdServer

/// Trainings that the service begins by itself, and models that wait beside the current one.
@Suite struct TrainingPlanTests {
    private static func wait(for what: String, _ isThere: () async throws -> Bool) async throws {
        for _ in 0..<600 {
            if try await isThere() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("waited in vain for \(what)")
    }

    @Test func trainsWhenSomethingWasStored() async throws {
        try await ServedShop.with(settings: { $0.training.interval = 0.2 }) { served in
            let before = served.shop.bundles.currentVersion()
            // The plan of a service that has just begun takes what is stored for new.
            try await Self.wait(for: "the first planned training") { served.shop.bundles.currentVersion() != before }
            try await Self.wait(for: "its end") {
                try await served.get("/v1/train").object["state"] as? String == "done"
            }
            let first = served.shop.bundles.currentVersion()
            try await Task.sleep(for: .milliseconds(1_500))
            #expect(served.shop.bundles.currentVersion() == first, "nothing new was stored")
            _ = try await served.post("/v1/events", #"[{"user_id":"m","item_id":"a","timestamp":1767999000}]"#)
            try await Self.wait(for: "the next planned training") { served.shop.bundles.currentVersion() != first }
        }
    }

    @Test func aTrainingThatTakesTooMuchIsEnded() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-limit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // A training that lasts until it is stopped, and takes as little memory as a process can.
        let path = folder.appending(path: "slow-training").path
        try Data("#!/bin/sh\nexec sleep 60\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let shop = try Shop(at: folder.appending(path: "shop"))
        let job = TrainingJob(executable: URL(filePath: path), shop: shop, mostMemory: 1 << 17)
        for _ in 0..<2 {
            try job.start([])
            try await Self.wait(for: "the end") { job.progress.word == "failed" }
            let lines = job.progress.lastLines
            #expect(lines.contains { $0.hasPrefix("ended: it took") && $0.contains("--training-memory") }, "\(lines)")
        }
        let generous = TrainingJob(executable: URL(filePath: path), shop: shop, mostMemory: 1 << 40)
        try generous.start([])
        try await Task.sleep(for: .milliseconds(400))
        #expect(generous.progress.word == "running")
        generous.stop()
    }

    @Test func aModelThatWaitsIsComparedAndTakesOver() async throws {
        let users = 240
        let first = (0..<users).map { user in
            ["u\(user),a\(user % 12),\(1_767_225_600 + user),purchase"]
                + (user % 2 == 0
                    ? []
                    : [
                        "u\(user),b\(user % 12),\(1_767_226_600 + user),purchase"
                    ])
        }.joined()
        let later = (0..<users).flatMap { user in
            ["a", "c"].enumerated().map { step, item in
                "v\(user),\(item)\(user % 12),\(1_770_000_000 + user * 10 + step),purchase"
            }
        }
        try await ServedShop.with(
            trained: false, settings: { $0.training.compareSeconds = 0.1 },
            prepare: { shop in
                let options = TrainingOptions(parts: [.ranking], preset: .fast)
                try Self.add(Array(first), to: shop)
                try shop.train(options)
                try Self.add(later, to: shop)
                try shop.train(options, asChallenger: true)
            }
        ) { served in
            let (current, challenger) = (served.shop.bundles.currentVersion(), served.shop.bundles.challengerVersion())
            func comparison() async throws -> [String: Any] {
                try await served.get("/v1/models").object["comparison"] as? [String: Any] ?? [:]
            }
            try await Self.wait(for: "the first comparison") {
                try await comparison()["verdict"] as? String == "too few users"
            }
            #expect(try await comparison()["challenger"] as? String == challenger)
            #expect(try await served.get("/console/models").text.contains("too few users"))
            let events = (0..<users).map { user in
                #"{"user_id":"u\#(user)","item_id":"c\#(user % 12)","timestamp":\#(1_772_000_000 + user)}"#
            }
            #expect(try await served.post("/v1/events", "[\(events.joined(separator: ","))]").status == 200)
            try await Self.wait(for: "the better model") { served.shop.bundles.currentVersion() == challenger }
            try await Self.wait(for: "its lists") {
                try await served.get("/v1/recommendations/u1").object["model"] as? String == challenger
            }
            let models = try await served.get("/v1/models").object["models"] as? [[String: Any]] ?? []
            #expect(models.map { $0["version"] as? String } == [challenger, current])
            #expect(models.map { $0["current"] as? Bool } == [true, false])
            #expect(try await comparison()["verdict"] as? String == "better")
        }
    }

    private static func add(_ rows: [String], to shop: Shop) throws {
        try withTemporaryFolder { folder in
            let text = "user_id,item_id,timestamp,event_type\n" + rows.joined(separator: "\n") + "\n"
            try shop.importTable(.interactions, path: folder.writing(text, as: "rows.csv"))
        }
    }
}
