import Bowerbird
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import BowerbirdServer

/// Who is signed in to the console, and what they may change.
@Suite struct ConsoleSignInTests {
    private static let browser = [("Accept", "text/html,application/xhtml+xml")]
    private static let form = "application/x-www-form-urlencoded"

    // Signs in and answers the cookie as a browser sends it back.
    private func signIn(_ served: ServedShop, _ key: String, next: String = "/") async throws -> (String, String) {
        let answer = try await served.post(
            "/console/sign-in", "key=\(key)&next=\(next)", type: Self.form, headers: Self.browser)
        #expect(answer.status == 303, "\(answer.text)")
        let cookie = try #require(answer.headers["set-cookie"])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
        #expect(answer.headers["cache-control"] == "no-store")
        return (String(cookie.prefix { $0 != ";" }), answer.headers["location"] ?? "")
    }

    private func token(in page: String) throws -> String {
        let match = try #require(page.firstMatch(of: #/name="token" value="([^"]+)"/#), "\(page)")
        return String(match.1).replacing("&#43;", with: "+")
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    @Test func aKeyShownOnceOpensThePagesUntilSomebodySignsOut() async throws {
        try await ServedShop.withKey { served, key in
            let closed = try await served.get("/console/models?", headers: Self.browser)
            #expect(closed.status == 401 && closed.text.contains("<h1>Sign in</h1>"))
            #expect(closed.text.contains("name=\"next\" value=\"/console/models?\""))
            // Basic would make browsers ask by themselves; the style sheet stands in the page, and only it may.
            #expect(closed.headers["www-authenticate"]?.contains("Basic") == false)
            #expect(closed.headers["content-security-policy"]?.contains("style-src 'sha256-") == true)
            // Programs are told as ever.
            #expect(try await served.get("/console/models").problem == "key")

            let (cookie, place) = try await signIn(served, key, next: "/console/models")
            #expect(place == "/console/models")
            let headers = Self.browser + [("Cookie", "theme=dark; \(cookie)")]
            let models = try await served.get("/console/models", headers: headers)
            #expect(models.status == 200 && models.text.contains(">Sign out</button>"))
            // With no-referrer, as everywhere else, browsers send "Origin: null" with a form.
            #expect(models.headers["referrer-policy"] == "same-origin")
            #expect(closed.headers["referrer-policy"] == "same-origin")
            // What a browser brings by itself changes nothing: other pages could make it do so.
            let event = #"{"user_id":"u","item_id":"a","timestamp":1767999000}"#
            #expect(try await served.post("/v1/events", event, headers: headers).status == 401)
            #expect(try await served.send("DELETE", "/v1/users/u1", headers: headers).status == 401)
            #expect(try await served.get("/v1/similar/a", headers: headers).status == 200)

            let out = try await served.post(
                "/console/sign-out", "token=\(encoded(try token(in: models.text)))", type: Self.form, headers: headers)
            #expect(out.status == 303 && out.headers["set-cookie"]?.contains("Max-Age=0") == true)
            #expect(try await served.get("/console/models", headers: headers).status == 401)
        }
    }

    @Test func wrongKeysAreAnsweredAlike() async throws {
        try await ServedShop.withKey { served, key in
            for wrong in ["", "x", "bb_0123456789ab_00", String(key.dropLast()) + "g", "%00"] {
                let answer = try await served.post(
                    "/console/sign-in", "key=\(wrong)", type: Self.form, headers: Self.browser)
                #expect(answer.status == 401 && answer.text.contains("This key is not known"), "\(wrong)")
                #expect(answer.headers["set-cookie"] == nil && !answer.text.contains(key))
            }
            let elsewhere = try await served.post(
                "/console/sign-in", "key=\(key)", type: Self.form, headers: [("Origin", "https://evil.example")])
            #expect(elsewhere.status == 403 && elsewhere.headers["set-cookie"] == nil)
            for place in [
                "https://evil.example/", "//evil.example", "/\\evil.example", "/v1/train", "/console/\r\nx: y",
            ] {
                #expect(try await signIn(served, key, next: encoded(place)).1 == "/", "\(place)")
            }
        }
    }

    @Test func formsOfOtherPagesAreRefused() async throws {
        try await ServedShop.withKey { served, key in
            let (cookie, _) = try await signIn(served, key)
            let (other, _) = try await signIn(served, key)
            func page(_ cookie: String) async throws -> String {
                try await served.get("/console/models", headers: Self.browser + [("Cookie", cookie)]).text
            }
            let (own, foreign) = (
                encoded(try token(in: try await page(cookie))), encoded(try token(in: try await page(other)))
            )
            func train(_ body: String, _ headers: [(String, String)]) async throws -> Int {
                try await served.post("/console/train", body, type: Self.form, headers: headers).status
            }
            let headers = Self.browser + [("Cookie", cookie)]
            for body in ["", "token=", "token=\(foreign)", "token=\(own)0", "token=\(own)&other=1"] {
                let status = try await train(body, headers)
                #expect([400, 403].contains(status), "\(body)")
            }
            #expect(try await train("token=\(own)", [("Cookie", cookie), ("Origin", "https://evil.example")]) == 403)
            #expect(try await train("token=\(own)", [("Cookie", cookie), ("Sec-Fetch-Site", "cross-site")]) == 403)
            #expect(try await train("token=\(own)", []) == 401)
            // A program has a route of its own.
            #expect(try await train("token=\(own)", [("X-API-Key", key)]) == 403)
            #expect(
                try await served.get("/v1/train", headers: [("X-API-Key", key)]).object["state"] as? String == "none")
        }
    }

    // The command line, which waits until it is let go on, so that a test sees it at work however fast the machine.
    private func held(in folder: URL) throws -> (executable: URL, letGo: () throws -> Void) {
        let gate = folder.appending(path: "gate")
        let executable = folder.appending(path: "held.sh")
        let script = """
            #!/bin/sh
            while [ ! -e '\(gate.path)' ]; do sleep 0.02; done
            exec '\(BowerbirdProcess.executable.path)' "$@"

            """
        try Data(script.utf8).write(to: executable)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: executable.path)
        return (executable, { try Data().write(to: gate) })
    }

    @Test func whatIsBegunIsSeenToItsEnd() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-held-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (executable, letGo) = try held(in: folder)
        try await ServedShop.with(settings: { $0.executable = executable }) { served in
            // Without keys nobody signs in, and forms are guarded all the same.
            let jobs = try await served.get("/console/jobs")
            #expect(!jobs.text.contains("Sign out") && !jobs.text.contains("http-equiv"))
            #expect(try await served.post("/console/train", "token=x", type: Self.form).status == 403)
            let token = encoded(try token(in: jobs.text))
            let before = served.shop.bundles.currentVersion()
            let begun = try await served.post("/console/train", "preset=fast&token=\(token)", type: Self.form)
            #expect(begun.status == 303 && begun.headers["location"] == "/console/jobs")
            let again = try await served.post(
                "/console/train", "token=\(token)", type: Self.form, headers: Self.browser)
            #expect(again.status == 409 && again.text.contains("a training is running"))
            let running = try await served.get("/console/jobs").text
            #expect(running.contains("<dt>State</dt><dd>running</dd>") && running.contains("http-equiv=\"refresh\""))
            try letGo()
            try await wait { served.shop.bundles.currentVersion() != before }
            let models = try await served.get("/console/models").text
            #expect(models.contains(">Use</button>") && models.contains("Card of the current model"))
            let back = try await served.post(
                "/console/rollback", "version=\(before ?? "")&token=\(token)", type: Self.form)
            #expect(back.status == 303 && served.shop.bundles.currentVersion() == before)
            let unknown = try await served.post("/console/rollback", "version=..&token=\(token)", type: Self.form)
            #expect(unknown.problem == "rollback" && served.shop.bundles.currentVersion() == before)
        }
    }

    @Test func anEvaluationLeavesItsReport() async throws {
        try await ServedShop.with(prepare: { shop in
            try withTemporaryFolder { folder in
                var rows = ["user_id,item_id,timestamp"]
                for user in 0..<80 {
                    for step in 0..<6 {
                        rows.append("v\(user),i\((user % 4 * 3 + step * step) % 12),\(1_767_300_000 + user + step)")
                    }
                }
                try shop.importTable(
                    .interactions, path: folder.writing(rows.joined(separator: "\n") + "\n", as: "v.csv"))
            }
        }) { served in
            #expect(try await served.get("/console/report?task=ranking").status == 404)
            #expect(try await served.get("/console/report?task=..%2Franking").status == 400)
            let page = try await served.get("/console/evaluation").text
            #expect(page.contains("<td>never</td>"))
            let token = encoded(try token(in: page))
            #expect(try await served.post("/console/evaluate", "task=x&token=\(token)", type: Self.form).status == 400)
            let begun = try await served.post("/console/evaluate", "task=ranking&token=\(token)", type: Self.form)
            #expect(begun.status == 303)
            try await wait { try await !served.get("/console/jobs").text.contains("<dd>running</dd>") }
            #expect(try await served.get("/console/jobs").text.contains("<dt>State</dt><dd>done</dd>"))
            let report = try await served.get("/console/report?task=ranking")
            #expect(report.status == 200 && report.text.contains("<svg") && report.text.contains("NDCG@10"))
            #expect(report.headers["content-security-policy"]?.contains("style-src 'sha256-") == true)
            #expect(try await !served.get("/console/evaluation").text.contains("unfinished"))
            // Reports lie beside the models and are none.
            #expect(served.shop.bundles.versions().count == 1)
        }
    }

    @Test func anEvaluationThatCannotBeSaysWhy() async throws {
        try await ServedShop.with { served in
            let token = encoded(try token(in: try await served.get("/console/evaluation").text))
            // Nobody in this shop has enough to be tested on.
            _ = try await served.post("/console/evaluate", "task=ranking&token=\(token)", type: Self.form)
            try await wait { try await !served.get("/console/jobs").text.contains("<dd>running</dd>") }
            let jobs = try await served.get("/console/jobs").text
            #expect(jobs.contains("<dt>State</dt><dd>failed</dd>") && jobs.contains("nothing to test"))
            #expect(try await served.get("/console/report?task=ranking").status == 404)
        }
    }

    @Test func audiencesAndSettingsAreShown() async throws {
        try await ServedShop.withKey { served, key in
            let headers = [("X-API-Key", key)]
            let all = try await served.get("/console/audience?where=days_since_purchase%20%3E%201", headers: headers)
                .text
            #expect(all.contains("<dt>Users</dt><dd>") && all.contains("/console/user?user=u"), "\(all)")
            let nobody = try await served.get(
                "/console/audience?where=days_since_purchase%20%3E%209999", headers: headers)
            #expect(nobody.text.contains("nobody fulfils the condition"))
            let wrong = try await served.get("/console/audience?where=%3Cb%3E", headers: headers)
            #expect(wrong.status == 200 && !wrong.text.contains("<b>"))
            let settings = try await served.get("/console/settings", headers: headers).text
            #expect(settings.contains("<dt>Trains by itself</dt><dd>never</dd>") && settings.contains("<td>all</td>"))
            #expect(!settings.contains(key) && !settings.contains(String(key.suffix(20))))
        }
    }

    private func wait(until isSo: () async throws -> Bool) async throws {
        for _ in 0..<1200 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it never came to that")
    }
}
