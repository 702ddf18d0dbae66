import Bowerbird
import Foundation
import TestSupport
import Testing

/// Lists, sentiments and categories over HTTP are those of the command line.
@Suite struct ReadRouteTests {
    private func commandLine(_ arguments: [String], _ shop: Shop) throws -> String {
        try BowerbirdProcess.run(arguments + ["--shop", shop.url.path, "--format", "jsonl"], in: shop.url).output
    }

    @Test func listsAreThoseOfTheCommandLine() async throws {
        try await ServedShop.with { served in
            let list = try await served.get("/v1/recommendations/u2?top=3&explain=true")
            #expect(list.status == 200)
            #expect(try list.text == commandLine(["recommend", "u2", "--top", "3", "--explain"], served.shop))
            #expect((list.object["items"] as? [[String: Any]])?.first?["reasons"] != nil)
            let stranger = try await served.get("/v1/recommendations/nobody%20knows")
            #expect(stranger.object["user_id"] as? String == "nobody knows")
            #expect(stranger.object["cold_start"] as? Bool == true)
            let similar = try await served.get("/v1/similar/a?top=2")
            #expect(try similar.text == commandLine(["similar", "a", "--top", "2"], served.shop))
            #expect(similar.items.first == "b" && similar.object["cold_start"] == nil)
            // Of an item that nobody has heard of there is nothing to say but what is popular.
            let unknown = try await served.get("/v1/similar/nobody?top=2")
            #expect(try unknown.text == commandLine(["similar", "nobody", "--top", "2"], served.shop))
            #expect(unknown.object["cold_start"] as? Bool == true && unknown.items.count == 2)
        }
    }

    @Test func filtersNarrowLists() async throws {
        try await ServedShop.with { served in
            let shoes = try await served.get("/v1/recommendations/u0?category=Shoes&top=10")
            #expect(Set(shoes.items) == ["c", "d", "f"])
            let red = try await served.get("/v1/recommendations/stranger?where=color%3Dred&max_price=50")
            #expect(red.items == ["e"])
            let rest = try await served.get("/v1/recommendations/stranger?exclude=a&exclude=b&exclude=c")
            #expect(Set(rest.items) == ["d", "e", "f"])
        }
    }

    @Test func pagesFollowOneAnother() async throws {
        try await ServedShop.with { served in
            var seen: [String] = []
            var path: String? = "/v1/recommendations/stranger?top=2&page=true"
            while let next = path {
                let page = try await served.get(next)
                seen += page.items
                path = (page.object["next_cursor"] as? String).map {
                    "/v1/recommendations/stranger?top=2&cursor=\($0)"
                }
            }
            #expect(seen.count == 6 && Set(seen).count == 6)
            let broken = try await served.get("/v1/recommendations/stranger?cursor=broken")
            #expect(broken.status == 400 && broken.problem == "bad-cursor")
        }
    }

    @Test func sessionsOfStrangers() async throws {
        try await ServedShop.with { served in
            let next = try await served.post("/v1/sessions/recommendations?top=2", #"{"items":["a"]}"#)
            #expect(next.items.first == "b")
            let empty = try await served.post("/v1/sessions/recommendations", #"{"items":[]}"#)
            #expect(empty.status == 200 && empty.items.count == 6)
            let wrong = try await served.post("/v1/sessions/recommendations", #"{"items":[1]}"#)
            #expect(wrong.status == 422)
        }
    }

    @Test func textsAreUnderstood() async throws {
        try await ServedShop.with { served in
            let one = try await served.post("/v1/sentiment", #"{"text":"it leaks","explain":true}"#)
            #expect(try one.text == commandLine(["sentiment", "it leaks", "--explain"], served.shop))
            let many = try await served.post("/v1/sentiment", #"{"texts":["love it","it leaks"]}"#)
            let labels = (many.object["results"] as? [[String: Any]] ?? []).map { $0["label"] as? String }
            #expect(labels == ["positive", "negative"])
            #expect(try await served.post("/v1/sentiment", "{}").status == 422)
            let categories = try await served.get("/v1/categories?q=two+tents&top=2&explain=1")
            #expect(
                try categories.text == commandLine(["categorize", "two tents", "--top", "2", "--explain"], served.shop))
            #expect(try await served.get("/v1/categories").status == 400)
        }
    }

    @Test func withoutAModelItSaysSo() async throws {
        try await ServedShop.with(trained: false) { served in
            #expect(try await served.get("/healthz").status == 200)
            let ready = try await served.get("/readyz")
            #expect(ready.status == 503 && ready.problem == "no-model")
            #expect(try await served.get("/v1/recommendations/u").problem == "no-model")
        }
    }

    @Test func aNewModelAnswersWithoutARestart() async throws {
        try await ServedShop.with { served in
            let before = try await served.get("/v1/recommendations/u2")
            try served.shop.train(TrainingOptions(preset: .fast, seed: 1))
            let version = served.shop.bundles.currentVersion()
            #expect(before.object["model"] as? String != version)
            for _ in 0..<200 {
                let now = try await served.get("/v1/recommendations/u2")
                if now.object["model"] as? String == version { return }
                try await Task.sleep(for: .milliseconds(50))
            }
            Issue.record("the model \(version ?? "") never answered")
        }
    }
}
