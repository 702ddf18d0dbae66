import Bowerbird
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import BowerbirdServer

/// Who is let in, and who is not.
@Suite struct AccessTests {
    private func authorized(_ key: APIKey) -> [(String, String)] { [("Authorization", "Bearer \(key.secret)")] }

    @Test func fromTheFirstKeyOnNobodyComesInWithoutOne() async throws {
        try await ServedShop.with { served in
            #expect(try await served.get("/v1/similar/a").status == 200)
            let reader = try served.shop.makeKey(name: "reader", scopes: [.read])
            // What is stored before the service looks must not hide the key from it.
            _ = try await served.post("/v1/events", #"{"user_id":"u","item_id":"a","timestamp":1767999000}"#)
            for _ in 0..<100 {
                if try await served.get("/v1/similar/a").status == 401 { break }
                try await Task.sleep(for: .milliseconds(20))
            }
            for (method, path) in served.document.operations {
                let answer = try await served.send(
                    method, path.replacing(#/\{[a-z]+\}/#, with: "x"), body: method == "GET" ? nil : "{}")
                let isHealth = ["/healthz", "/readyz"].contains(path) || path.hasPrefix("/api/health/")
                #expect(isHealth ? answer.status == 200 : answer.problem == "key", "\(method) \(path)")
            }
            #expect(try await served.send("PATCH", "/v1/similar/a").status == 401)
            #expect(try await served.get("/v1/similar/a", headers: authorized(reader)).status == 200)
            #expect(try await served.get("/v1/similar/a", headers: [("X-API-Key", reader.secret)]).status == 200)
            #expect(try served.shop.revokeKey(reader.stored.id))
            for _ in 0..<100 {
                if try await served.get("/v1/similar/a", headers: authorized(reader)).status == 401 { return }
                try await Task.sleep(for: .milliseconds(20))
            }
            Issue.record("a revoked key was still let in")
        }
    }

    @Test func keysDoWhatTheyAreForAndNoMore() async throws {
        let keys = Mutex<[String: APIKey]>([:])
        try await ServedShop.with(prepare: { shop in
            for scope in AccessScope.allCases {
                let key = try shop.makeKey(name: "\(scope)", scopes: [scope])
                keys.withLock { $0[scope.rawValue] = key }
            }
        }) { served in
            let event = #"{"user_id":"u","item_id":"a","timestamp":1767999000}"#
            for (scope, statuses) in [
                ("read", [200, 403, 403]), ("write", [403, 200, 403]), ("admin", [200, 200, 404]),
            ] {
                let key = try #require(keys.withLock { $0[scope] })
                let headers = authorized(key)
                #expect(try await served.get("/v1/similar/a", headers: headers).status == statuses[0])
                #expect(try await served.post("/v1/events", event, headers: headers).status == statuses[1])
                #expect(try await served.get("/v1/users/nobody", headers: headers).status == statuses[2])
                let other = key.secret.dropLast() + (key.secret.hasSuffix("0") ? "1" : "0")
                #expect(try await served.get("/v1/similar/a", headers: [("X-API-Key", String(other))]).status == 401)
            }
            for wrong in [
                "", "bb_", "bb_0123456789ab_", "Basic x", "bb_0123456789ab_" + String(repeating: "0", count: 64),
            ] {
                #expect(
                    try await served.get("/v1/similar/a", headers: [("Authorization", "Bearer " + wrong)]).status == 401
                )
            }
            let admin = try #require(keys.withLock { $0["admin"] })
            let basic = [("Authorization", "Basic " + Data("me:\(admin.secret)".utf8).base64EncodedString())]
            #expect(try await served.get("/v1/similar/a", headers: basic).status == 200)
            #expect(try await served.post("/v1/events", event, headers: basic).status == 401)
        }
    }

    @Test func aKeyHasItsRate() async throws {
        let secret = Mutex("")
        try await ServedShop.with(prepare: { shop in
            let key = try shop.makeKey(name: "slow", scopes: [.read], requestsPerSecond: 1)
            secret.withLock { $0 = key.secret }
        }) { served in
            let headers = [("X-API-Key", secret.withLock { $0 })]
            #expect(try await served.get("/v1/similar/a", headers: headers).status == 200)
            // However slow the machine, one of many comes before there is another token.
            for _ in 0..<200 {
                let answer = try await served.get("/v1/similar/a", headers: headers)
                guard answer.status == 429 else { continue }
                #expect(answer.problem == "rate" && answer.headers["retry-after"] == "1")
                return
            }
            Issue.record("the rate was never held to")
        }
    }

    @Test func tokensComeBackWithTime() {
        let bucket = TokenBucket(perSecond: 2)
        let start = ContinuousClock.now
        #expect((0..<3).map { _ in bucket.take(at: start) } == [nil, nil, 1])
        #expect(bucket.take(at: start + .milliseconds(600)) == nil)
    }

    @Test func browsersOnThisMachineAreHeldToThePagesOfTheService() async throws {
        try await ServedShop.with { served in
            let cases = [
                ("Origin", served.base, 200), ("Origin", "https://evil.example", 403), ("Origin", "null", 403),
                ("Sec-Fetch-Site", "cross-site", 403), ("Sec-Fetch-Site", "same-origin", 200),
                ("Host", "evil.example", 403), ("Host", "localhost:1234", 200),
            ]
            for (name, value, expected) in cases {
                let answer = try await ServedShop.fetch(
                    "GET", served.base + "/v1/similar/a", headers: [(name, value)])
                #expect(answer.status == expected, "\(name): \(value)")
            }
        }
    }

    @Test func withoutAKeyItDoesNotListenToOthers() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder)
            #expect(throws: ServerError.openToOthers(host: "0.0.0.0")) {
                try Server(shop, ServerSettings(host: "0.0.0.0"))
            }
            _ = try Server(shop, ServerSettings(host: "127.0.0.1"))
            _ = try shop.makeKey(name: "k", scopes: [.read])
            _ = try Server(shop, ServerSettings(host: "0.0.0.0"))
        }
    }

    @Test func keysAreMadeAndRevokedOnTheCommandLine() throws {
        try withTemporaryFolder { folder in
            let made = try BowerbirdProcess.run(
                ["keys", "create", "web", "--scope", "read,write", "--rate", "9"], in: folder)
            let secret = try #require(made.objects.first?["key"] as? String)
            let id = try #require(made.objects.first?["id"] as? String)
            #expect(APIKey.id(in: secret) == id)
            let shop = folder.appending(path: "shop")
            for name in try FileManager.default.subpathsOfDirectory(atPath: shop.path) {
                let bytes = FileManager.default.contents(atPath: shop.appending(path: name).path) ?? Data()
                #expect(bytes.range(of: Data(secret.dropFirst(17).utf8)) == nil, "\(name)")
            }
            #expect(try BowerbirdProcess.run(["keys", "revoke", id], in: folder).status == 0)
            #expect(try BowerbirdProcess.run(["keys", "revoke", id], in: folder).status == 1)
            let listed = try BowerbirdProcess.run(["keys", "list"], in: folder)
            #expect(listed.objects.first?["revoked_at"] != nil && !listed.output.contains(secret))
            #expect(try BowerbirdProcess.run(["keys", "create", "web", "--scope", "root"], in: folder).status == 2)
        }
    }

    @Test func theLogTellsWhoErasedAndNoSecrets() async throws {
        let log = MemoryLog()
        let secret = Mutex("")
        try await ServedShop.with(
            settings: { settings in settings.logger = Logger(label: "test") { _ in log } },
            prepare: { shop in
                let key = try shop.makeKey(name: "boss", scopes: [.admin])
                secret.withLock { $0 = key.secret }
            }
        ) { served in
            let headers = [("Authorization", "Bearer " + secret.withLock { $0 })]
            #expect(try await served.get("/v1/users/u1", headers: headers).status == 200)
            #expect(try await served.get("/v1/users/nobody", headers: headers).status == 404)
            #expect(try await served.send("DELETE", "/v1/users/u1", headers: headers).status == 200)
            _ = try await served.get("/v1/similar/a", headers: [("X-API-Key", "bb_wrong_key")])
        }
        let lines = log.lines.withLock { $0 }
        let id = try #require(APIKey.id(in: secret.withLock { $0 }))
        #expect(lines.contains { $0.contains("user erased") && $0.contains(id) })
        #expect(lines.count { $0.contains("user exported") && $0.contains(id) } == 1)
        #expect(!lines.contains { $0.contains("nobody") })
        #expect(
            !lines.contains { $0.contains(secret.withLock { $0 }) || $0.contains("bb_wrong_key") || $0.contains("u1") })
    }
}

/// A log that can be looked at.
private final class MemoryLog: LogHandler, Sendable {
    let lines = Mutex<[String]>([])

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }
}
