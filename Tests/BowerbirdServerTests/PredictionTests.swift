import Bowerbird
import Foundation
import TestSupport
import Testing

/// Predictions over HTTP are those of the command line, and know of what was posted a moment ago.
@Suite struct PredictionTests {
    private func commandLine(_ arguments: [String], _ shop: Shop) async throws -> String {
        let url = shop.url
        // In a thread of its own: services answer on this one's pool.
        let run = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try BowerbirdProcess.run(
                            ["predict"] + arguments + ["--shop", url.path, "--format", "jsonl"], in: url)
                    })
            }
        }
        #expect(run.status == 0, "\(run.errors)")
        return run.output
    }

    @Test(arguments: [
        ("purchase", ""), ("churn", ""), ("quantity", ""), ("spend", ""), ("timing", ""), ("browse", ""),
        ("purchase", "horizon=14"), ("churn", "horizon=20&as_of=2026-05-01"), ("spend", "as_of=2026-05-10T12:00:00Z"),
        ("purchase", "explain=true"), ("churn", "explain=true"), ("rating", "item=i2"),
    ])
    func answersAreThoseOfTheCommandLine(_ kind: String, _ query: String) async throws {
        try await ServedShop.withRegulars { served in
            let options = query.split(separator: "&").flatMap { option -> [String] in
                let parts = option.split(separator: "=").map(String.init)
                let name = "--" + parts[0].replacing("_", with: "-")
                return parts[1] == "true" ? [name] : [name, parts[1]]
            }
            let users = ["u0", "u1", "u3"]
            let printed = try await commandLine(
                [kind] + users.flatMap { ["--user", $0] } + options, served.shop)
            let lines = printed.split(separator: "\n")
            #expect(lines.count == users.count)
            for (user, line) in zip(users, lines) {
                let answer = try await served.get("/v1/predictions/\(kind)/\(user)?\(query)")
                #expect(answer.status == 200)
                #expect(answer.text == line + "\n", "\(user)")
            }
        }
    }

    @Test func severalUsersAreAnsweredAtOnce() async throws {
        try await ServedShop.withRegulars { served in
            let answer = try await served.post(
                "/v1/predictions/purchase", #"{"users":["u3","nobody","u0"],"explain":true}"#)
            let predictions = answer.object["predictions"] as? [[String: Any]] ?? []
            #expect(predictions.map { $0["user_id"] as? String } == ["u3", "u0"])
            #expect(predictions.allSatisfy { $0["reasons"] is [Any] })
            #expect(answer.object["missing"] as? [String] == ["nobody"])
            let unexplained = try await served.post("/v1/predictions/spend", #"{"users":["u0"],"explain":true}"#)
            #expect(unexplained.status == 422 && unexplained.text.contains("explain goes with purchase and churn"))
            let single = try await served.get("/v1/predictions/purchase/u3?explain=true")
            #expect(predictions.first?["probability"] as? Double == single.object["probability"] as? Double)
            let stars = try await served.post("/v1/predictions/rating", #"{"users":["u0","u2"],"items":["i1","i2"]}"#)
            #expect((stars.object["predictions"] as? [Any])?.count == 4)
            let many = (0..<1001).map { "\"u\($0)\"" }.joined(separator: ",")
            for (body, status) in [
                ("{}", 422), (#"{"users":["u0"],"horizon":0}"#, 422), (#"{"users":["u0"],"items":["i1"]}"#, 422),
                (#"{"users":["u0"],"as_of":"soon"}"#, 422), ("{\"users\":[\(many)]}", 422), ("[", 400),
            ] {
                #expect(try await served.post("/v1/predictions/churn", body).status == status, "\(body.prefix(50))")
            }
        }
    }

    @Test func anEventCountsInTheNextPrediction() async throws {
        try await ServedShop.withRegulars { served in
            let path = "/v1/predictions/churn/u1"
            let before = try await served.get(path)
            #expect((before.object["probability"] as? Double ?? 0) > 0.5)
            let time = 1_767_225_600 + 150 * 86_400
            let event = #"{"user_id":"u1","item_id":"i1","timestamp":\#(time),"event_type":"purchase","price":10}"#
            #expect(try await served.post("/v1/events", event).status == 200)
            let after = try await served.get(path)
            let chances = [before, after].compactMap { $0.object["probability"] as? Double }
            #expect(chances.count == 2 && chances[1] < chances[0] - 0.2, "\(chances)")
            // What all users together say follows in the background.
            for _ in 0..<200 {
                let printed = try await commandLine(["churn", "--user", "u1"], served.shop)
                if try await served.get(path).text == printed { return }
                try await Task.sleep(for: .milliseconds(100))
            }
            Issue.record("the answers never became those of the command line again")
        }
    }

    @Test func whoeverIsErasedIsUnknown() async throws {
        try await ServedShop.withRegulars { served in
            #expect(try await served.get("/v1/predictions/purchase/u2").status == 200)
            #expect(try await served.send("DELETE", "/v1/users/u2").status == 200)
            let gone = try await served.get("/v1/predictions/purchase/u2")
            #expect(gone.status == 404 && gone.problem == "unknown-user")
        }
    }

    @Test func whatCannotBeAnsweredSaysWhy() async throws {
        try await ServedShop.withRegulars { served in
            for (path, status, problem) in [
                ("purchase/nobody", 404, "unknown-user"), ("rating/u0?item=nothing", 404, "no-prediction"),
                ("rating/u0", 400, "bad-parameter"), ("churn/u0?item=i1", 400, "unknown-parameter"),
                ("churn/u0?horizon=0", 400, "bad-parameter"), ("churn/u0?as_of=soon", 400, "bad-parameter"),
                ("weather/u0", 404, "unknown-kind"), ("churn/u0?horizon=700", 409, "cannot-predict"),
                ("churn/u0?as_of=2026-01-02", 409, "cannot-predict"), ("spend/u0?explain=true", 400, "bad-parameter"),
                ("timing/u0?explain=1", 400, "bad-parameter"), ("timing/looker", 404, "no-prediction"),
            ] {
                let answer = try await served.get("/v1/predictions/\(path)")
                #expect(answer.status == status && answer.problem == problem, "\(path): \(answer.text)")
            }
        }
    }

    @Test func momentsThatAreNoneOfTheShopsAreAnswered() async throws {
        try await ServedShop.withRegulars { served in
            for kind in ["purchase", "timing", "spend", "browse"] {
                for (moment, status) in [("0174-03-13", 409), ("9999-12-31", 200), ("9000000000000000000", 400)] {
                    let answer = try await served.get("/v1/predictions/\(kind)/u0?as_of=\(moment)")
                    #expect(answer.status == status, "\(kind) \(moment): \(answer.text)")
                }
            }
            let command = try BowerbirdProcess.run(
                ["predict", "timing", "--all", "--as-of", "0174-03-13", "--shop", served.shop.url.path],
                in: served.shop.url)
            #expect(command.status == 1 && command.errors.contains("cannot be predicted"), "\(command.errors)")
            for (time, status) in [("9000000000000000000", 422), ("253402300799999", 200), ("\"0001-01-01\"", 200)] {
                let far = #"{"user_id":"u4","item_id":"i1","timestamp":\#(time),"event_type":"purchase"}"#
                #expect(try await served.post("/v1/events", far).status == status, "\(time)")
            }
            #expect(try await served.get("/v1/predictions/purchase/u4?explain=true").status == 200)
        }
    }

    @Test func withoutABehaviourModelItSaysSo() async throws {
        try await ServedShop.with { served in
            let answer = try await served.get("/v1/predictions/purchase/u0")
            #expect(answer.status == 503 && answer.problem == "not-trained")
            #expect(answer.text.contains("bowerbird train"))
            #expect(try await served.get("/console/user?user=u0").text.contains("knows nothing of behaviour"))
        }
        try await ServedShop.with(trained: false) { served in
            let answer = try await served.get("/v1/predictions/purchase/u0")
            #expect(answer.status == 503 && answer.problem == "no-model")
        }
    }

    @Test func segmentsAreThoseOfTheCommandLine() async throws {
        try await ServedShop.withRegulars { served in
            let answer = try await served.get("/v1/segments?count=2&min_size=1")
            let lines = try BowerbirdProcess.run(
                ["segments", "--count", "2", "--min-size", "1", "--shop", served.shop.url.path], in: served.shop.url)
            let segments = answer.object["segments"] as? [[String: Any]] ?? []
            let descriptions = segments.map { $0["description"] as? String }
            #expect(descriptions == lines.objects.map { $0["description"] as? String } && descriptions.count == 2)
            #expect(try await served.get("/v1/segments?count=2&min_size=1000").object["kept_back"] as? Int == 2)
            #expect(try await served.get("/v1/segments?method=guess").status == 400)
        }
    }

    @Test func theConsoleSaysItInWords() async throws {
        try await ServedShop.withRegulars { served in
            let page = try await served.get("/console/user?user=u1")
            #expect(page.text.contains("<h2>What they will do</h2>"))
            #expect(page.text.contains("Is not heard of in the 90 days to come"))
            #expect(page.text.contains("everything else"))
            #expect(page.text.contains("as likely as not"))
        }
    }
}

extension ServedShop {
    /// Serves a copy of the shop of regulars while `body` runs.
    static func withRegulars(_ body: (ServedShop) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-regulars-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: try ShopOfRegulars.trained.get(), to: folder)
        try await serve(try Shop(at: folder), body)
    }
}

/// Regulars who buy every five days, others who have gone, and one who only looks.
enum ShopOfRegulars {
    static let trained = Result<URL, any Error> {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "bowerbird-regulars-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.removeItem(at: folder)
        let shop = try Shop(at: folder)
        try fill(shop)
        try shop.train(TrainingOptions(parts: [.ranking, .behavior], preset: .fast))
        return folder
    }

    private static func fill(_ shop: Shop) throws {
        var events = "user_id,item_id,timestamp,event_type,quantity,price,currency,dwell_seconds\n"
        var reviews = "text,rating,user_id,item_id,timestamp\n"
        for user in 0..<40 {
            let isLoyal = user % 2 == 0
            let days = isLoyal ? Array(stride(from: user % 5, to: 150, by: 5)) : [user, user + 3, user + 5]
            for day in days {
                let time = 1_767_225_600 + day * 86_400 + user
                let currency = user % 7 == 3 ? "USD" : "EUR"
                events += "u\(user),i\(day % 4),\(time),view,,,,\(20 + user)\n"
                events += "u\(user),i\(day % 4),\(time + 60),purchase,\(isLoyal ? 2 : 1),10,\(currency),\n"
            }
            reviews += "fine,\(1 + user % 5),u\(user),i\(user % 4),\(1_767_225_600 + user * 86_400)\n"
        }
        for day in 0..<20 { events += "looker,i1,\(1_767_225_600 + day * 7 * 86_400),view,,,,5\n" }
        let products =
            "item_id,title,categories,price,currency\n"
            + (0..<4).map { "i\($0),Item \($0),Things > Sort \($0),10,EUR\n" }.joined()
        try withTemporaryFolder { folder in
            let tables: [(ImportKind, String)] = [(.interactions, events), (.reviews, reviews), (.products, products)]
            for (kind, text) in tables { try shop.importTable(kind, path: folder.writing(text, as: "\(kind).csv")) }
        }
    }
}
