import Bowerbird
import Foundation
import TestSupport
import Testing

@testable import BowerbirdServer

/// What those need who run the service.
@Suite struct OperationTests {
    @Test func metricsCountWhatWasDone() async throws {
        try await ServedShop.with { served in
            _ = try await served.get("/v1/recommendations/u1")
            _ = try await served.get("/v1/recommendations/u1")
            _ = try await served.get("/v1/recommendations/u2?tpo=1")
            _ = try await served.post("/v1/events", #"[{"user_id":"m","item_id":"a","timestamp":1767999000}]"#)
            _ = try await served.post("/v1/events", #"[{"user_id":"m","item_id":"a","timestamp":1767999000}]"#)
            let text = try await served.get("/metrics").text
            let route = #"method="GET",route="/v1/recommendations/{user}""#
            #expect(text.contains("bowerbird_http_requests_total{\(route),status=\"2xx\"} 2\n"))
            #expect(text.contains("bowerbird_http_requests_total{\(route),status=\"4xx\"} 1\n"))
            #expect(text.contains("bowerbird_http_request_seconds_bucket{\(route),le=\"+Inf\"} 3\n"))
            #expect(text.contains("bowerbird_http_request_seconds_count{\(route)} 3\n"))
            #expect(text.contains("bowerbird_lists_total{source=\"kept\"} 1\n"))
            #expect(text.contains("bowerbird_rows_stored_total{kind=\"interactions\"} 1\n"))
            #expect(text.contains("bowerbird_rows_waiting 0\n"))
            #expect(text.contains("bowerbird_model_age_seconds{model="))
            let form = #/[a-z_]+(\{[^}]*(\{[a-z]+\}[^}]*)?\})? -?[0-9.e+-]+/#
            let wrong = text.split(separator: "\n").filter { !$0.hasPrefix("#") && $0.wholeMatch(of: form) == nil }
            #expect(wrong.isEmpty, "\(wrong)")
        }
    }

    @Test func oneTrainingAtATime() throws {
        try withTemporaryFolder { folder in
            // A training that lasts until it is stopped.
            let path = try folder.writing("#!/bin/sh\nexec sleep 60\n", as: "slow-training")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            let job = TrainingJob(executable: URL(filePath: path), shop: try Shop(at: folder))
            try job.start([])
            defer { job.stop() }
            let refusal = #expect(throws: Problem.self) { try job.start([]) }
            #expect(refusal?.kind == "training")
        }
    }

    @Test func trainingOnDemandSwapsTheModelUnderRequests() async throws {
        try await ServedShop.with { served in
            #expect(try await served.get("/v1/train").object["state"] as? String == "none")
            let before = try #require(try await served.get("/readyz").object["model"] as? String)
            // No order is the usual one.
            let begun = try await served.send("POST", "/v1/train")
            #expect(begun.status == 202 && begun.object["state"] as? String == "running")
            #expect(try await served.post("/v1/train", "preset=fast", type: "text/plain").status == 415)
            var models: Set<String> = []
            var count = 0
            while models.subtracting([before]).isEmpty, count < 100_000 {
                // Each list afresh, so that the model that answers is seen.
                let list = try await served.get("/v1/recommendations/u\(count % 60)?top=2&max_price=\(1000 + count)")
                #expect(list.status == 200 && list.items.count <= 2)
                models.insert(try #require(list.object["model"] as? String))
                count += 1
            }
            // However fast the training was, nothing but the model before and the one after has answered.
            #expect(models.union([before]).count == 2)
            let version = served.shop.bundles.currentVersion()
            #expect(version != before && models.contains(version ?? ""))
            for _ in 0..<100 {
                let state = try await served.get("/v1/train")
                if state.object["state"] as? String == "done" {
                    #expect((state.object["log"] as? [String])?.contains { $0.contains("is current") } == true)
                    return
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            Issue.record("the training never ended")
        }
    }

    @Test func trainingsGoOnAsTheyBegan() {
        var options = TrainingOptions(parts: [.sentiment], preset: .fast, seed: 7, search: 3)
        #expect(options.arguments(beside: []) == ["--preset", "fast", "--seed", "7", "--search", "3"])
        #expect(
            options.arguments(beside: ["--preset", "accurate", "--only", "ranking,sentiment"]) == ["--seed", "7"])
        let ordered = ["--epsilon", "1.0", "--delta", "1e-05"]
        #expect(options.arguments(beside: ordered) == ["--preset", "fast", "--seed", "7"])
        options.search = nil
        options.privacy = PrivacyBudget(epsilon: 2)
        #expect(
            options.arguments(beside: ["--only", "behavior"])
                == ["--preset", "fast", "--seed", "7", "--epsilon", "2.0", "--delta", "1e-05"])
    }

    @Test func badOrdersAreRefused() async throws {
        try await ServedShop.with { served in
            for order in [
                #"{"preset":"--shop"}"#, #"{"only":["ranking","x"]}"#, #"{"epsilon":0}"#, #"{"delta":0.001}"#,
                #"{"epsilon":1,"delta":2}"#, #"{"epsilon":1,"only":["ranking"]}"#,
            ] {
                let answer = try await served.post("/v1/train", order)
                #expect(answer.status == 422, "\(order)")
            }
            let state = try await served.get("/v1/train")
            #expect(state.object["state"] as? String == "none")
        }
    }

    @Test func aPortThatIsTakenIsTold() async throws {
        try await ServedShop.with { served in
            let port = served.base.split(separator: ":").last ?? ""
            let error = await #expect(throws: ServiceProcessError.self) {
                try await ServiceProcess(["--shop", served.shop.url.path, "--port", String(port)])
            }
            #expect(error?.log.contains("port \(port) of 127.0.0.1 is taken") == true, "\(error?.log ?? "")")
            #expect(error?.log.contains("--port") == true)
        }
    }

    @Test func theLogIsOneObjectALine() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-log-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: try SmallServedShop.trained.get(), to: folder)
        let service = try await ServiceProcess(shop: folder, arguments: ["--log-json", "--log-level", "debug"])
        _ = try await ServedShop.fetch("GET", service.base + "/healthz", headers: [("X-Request-Id", "r-1")])
        #expect(await service.end(SIGTERM) == 0)
        let lines = service.errors.split(separator: "\n").filter { !$0.hasPrefix("listening") }
        let objects = lines.compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
        #expect(objects.count == lines.count)
        let request = objects.first { $0["request_id"] as? String == "r-1" }
        #expect(request?["route"] as? String == "/healthz" && request?["status"] as? String == "200")
    }
}
