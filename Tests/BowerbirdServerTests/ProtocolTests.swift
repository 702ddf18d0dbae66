import Bowerbird
import Foundation
import Testing

/// What every route owes HTTP.
@Suite struct ProtocolTests {
    @Test func everyOperationOfTheDocumentIsThere() async throws {
        try await ServedShop.with { served in
            #expect(served.document.root["openapi"] as? String == "3.1.0")
            #expect(served.document.operations.count > 5)
            for (method, path) in served.document.operations {
                let target = path.replacing(#/\{[a-z]+\}/#, with: "x")
                // A body that no route takes, so that nothing is begun.
                let answer = try await served.send(method, target, body: method == "GET" ? nil : "[1]")
                #expect(answer.problem != "no-such-route" && answer.status != 405, "\(method) \(path)")
            }
            let names = served.document.operations.compactMap {
                served.document.operation($0.method, $0.path)?["operationId"] as? String
            }
            #expect(Set(names).count == served.document.operations.count)
        }
    }

    @Test func problemsAreTold() async throws {
        try await ServedShop.with { served in
            let lost = try await served.get("/v1/nothing")
            #expect(lost.status == 404 && lost.problem == "no-such-route")
            #expect(lost.headers["content-type"] == "application/problem+json")
            let wrong = try await served.send("DELETE", "/v1/similar/a")
            #expect(wrong.status == 405)
            #expect(wrong.headers["allow"] == "GET, HEAD")
            let typo = try await served.get("/v1/similar/a?tpo=3")
            #expect(typo.status == 400 && typo.problem == "unknown-parameter")
            #expect((typo.object["detail"] as? String)?.contains("top") == true)
            for query in ["top=0", "top=x", "min_price=9&max_price=1", "where=red", "explain=maybe", "category=%ff"] {
                #expect(try await served.get("/v1/similar/a?" + query).status == 400, "\(query)")
            }
            let form = try await served.post("/v1/sentiment", "text=x", type: "application/x-www-form-urlencoded")
            #expect(form.status == 415 && form.headers["accept"] == "application/json")
            let broken = try await served.post("/v1/sentiment", "{")
            #expect(broken.status == 400 && broken.problem == "not-json")
            let large = try await served.post("/v1/sentiment", String(repeating: " ", count: 2 << 20))
            #expect(large.status == 413)
        }
    }

    @Test func requestsHaveNames() async throws {
        try await ServedShop.with { served in
            let own = try await served.get("/healthz", headers: [("X-Request-Id", "shop-17")])
            #expect(own.headers["x-request-id"] == "shop-17")
            let unfit = try await served.get("/v1/nothing", headers: [("X-Request-Id", "a b\"c")])
            let given = try #require(unfit.headers["x-request-id"])
            #expect(given != "a b\"c" && !given.isEmpty)
            #expect(unfit.object["request_id"] as? String == given)
        }
    }

    @Test func answersCarrySecurityHeaders() async throws {
        try await ServedShop.with { served in
            for path in ["/v1/recommendations/u1", "/v1/nothing", "/openapi.json"] {
                let headers = try await served.get(path).headers
                #expect(headers["x-content-type-options"] == "nosniff")
                #expect(headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'")
                #expect(headers["cross-origin-resource-policy"] == "same-origin")
            }
        }
    }

    @Test func unchangedListsAreNotSentAgain() async throws {
        try await ServedShop.with { served in
            let first = try await served.get("/v1/recommendations/u1")
            let tag = try #require(first.headers["etag"])
            let again = try await served.get("/v1/recommendations/u1", headers: [("If-None-Match", "\"x\", W/\(tag)")])
            #expect(again.status == 304 && again.bytes.isEmpty && again.headers["etag"] == tag)
            let other = try await served.get("/v1/recommendations/u1?top=1", headers: [("If-None-Match", tag)])
            #expect(other.status == 200)
            let head = try await served.send("HEAD", "/v1/recommendations/u1")
            #expect(head.status == 200 && head.headers["etag"] == tag && head.bytes.isEmpty)
        }
    }

    @Test func longAnswersAreCompressedForThoseWhoTakeIt() async throws {
        try await ServedShop.with { served in
            let plain = try await served.get("/openapi.json")
            let packed = try await served.get("/openapi.json", headers: [("Accept-Encoding", "br, gzip")])
            #expect(packed.headers["content-encoding"] == "gzip")
            #expect(packed.bytes.count < plain.bytes.count / 2)
            #expect(packed.headers["etag"] != plain.headers["etag"])
            let file = served.shop.url.appending(path: "openapi.json.gz")
            try Data(packed.bytes).write(to: file)
            var lines = try LineReader(path: file.path)
            #expect(try lines.next().map { $0 + "\n" } == plain.text)
            let refused = try await served.get("/openapi.json", headers: [("Accept-Encoding", "gzip;q=0")])
            #expect(refused.headers["content-encoding"] == nil)
        }
    }
}
