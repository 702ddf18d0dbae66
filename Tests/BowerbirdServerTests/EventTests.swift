import Bowerbird
import Foundation
import Testing

/// What is posted is stored, and counts at once.
@Suite struct EventTests {
    private func event(_ user: String, _ item: String, _ time: Int = 1_767_999_000) -> String {
        #"{"user_id":"\#(user)","item_id":"\#(item)","timestamp":\#(time),"event_type":"view"}"#
    }

    private func inserted(_ answer: ServedShop.Answer, _ kind: String = "interactions") -> Int? {
        let stored = answer.object["stored"] as? [String: [String: Int]]
        return stored.map { $0[kind]?["inserted"] ?? 0 }
    }

    @Test func anEventChangesTheNextList() async throws {
        try await ServedShop.with { served in
            let path = "/v1/recommendations/new?top=6"
            let before = try await served.get(path)
            #expect(before.object["cold_start"] as? Bool == true)
            #expect(try await served.get(path).headers["etag"] == before.headers["etag"])
            let posted = try await served.post("/v1/events", event("new", "c"))
            #expect(posted.status == 200 && inserted(posted) == 1)
            let after = try await served.get(path)
            #expect(after.object["cold_start"] == nil)
            #expect(after.items.first == "d" && !after.items.contains("c"))
            let other = try await served.get("/v1/recommendations/other?top=6")
            #expect(other.object["cold_start"] as? Bool == true)
        }
    }

    @Test func everyFormAndSpellingIsRead() async throws {
        try await ServedShop.with { served in
            let array = try await served.post("/v1/events", "[\(event("p", "a")),\(event("p", "b"))]")
            #expect(inserted(array) == 2)
            let lines = event("q", "a") + "\n" + event("q", "b") + "\n\n" + event("q", "e") + "\n"
            #expect(try await inserted(served.post("/v1/events", lines)) == 3)
            #expect(try await inserted(served.post("/v1/events", event("r", "a"), type: "application/x-ndjson")) == 1)
            let theirs =
                #"{"USER_ID": "s", "ItemId": "a",\n "TIMESTAMP": "2026-01-05T10:00:00Z", "FeedbackType": "Purchase", "qty": 2}"#
            #expect(try await inserted(served.post("/v1/events", theirs.replacing("\\n", with: "\n"))) == 1)
            let stored = try served.shop.store.history(of: "s", limit: 5)
            #expect(stored.first?.eventType == "purchase" && stored.first?.quantity == 2)
            #expect(try await inserted(served.post("/v1/events", "[]")) == 0)
        }
    }

    @Test func goodRowsAreKeptBesideBadOnes() async throws {
        try await ServedShop.with { served in
            let answer = try await served.post(
                "/v1/events", "[\(event("x", "a")),{\"user_id\":\"x\",\"item_id\":\"b\"},7,\(event("x", "c"))]")
            #expect(answer.status == 200 && inserted(answer) == 2)
            let rejected = answer.object["rejected"] as? [[String: Any]] ?? []
            #expect(rejected.map { $0["row"] as? Int } == [2, 3])
            #expect(rejected.first?["field"] as? String == "timestamp")
            let none = try await served.post("/v1/events", #"{"user_id":"x"}"#)
            #expect(none.status == 422 && none.problem == "rows-rejected")
            #expect((none.object["rejected"] as? [Any])?.count == 1)
            #expect(try await served.post("/v1/events", "user,item").problem == "not-json")
        }
    }

    @Test func theSameRowCountsOnceAndAKeyedRequestIsDoneOnce() async throws {
        try await ServedShop.with { served in
            #expect(try await inserted(served.post("/v1/events", event("i", "a"))) == 1)
            let again = try await served.post("/v1/events", event("i", "a"))
            #expect(inserted(again) == 0)
            let key = [("Idempotency-Key", "order-1")]
            let first = try await served.post("/v1/events", event("i", "b"), headers: key)
            let second = try await served.post("/v1/events", event("i", "b"), headers: key)
            #expect(inserted(first) == 1)
            #expect(second.text == first.text && second.headers["idempotency-replayed"] == "true")
            let other = try await served.post("/v1/events", event("i", "c"), headers: key)
            #expect(other.status == 422 && other.problem == "key-reused")
            #expect(try served.shop.store.history(of: "i", limit: 9).map(\.itemID.rawValue) == ["a", "b"])
            #expect(
                try await served.post("/v1/events", event("i", "c"), headers: [("Idempotency-Key", "")]).status == 400)
        }
    }

    @Test func whatAnotherProcessStoresCountsSoon() async throws {
        try await ServedShop.with { served in
            let path = "/v1/recommendations/elsewhere"
            #expect(try await served.get(path).object["cold_start"] as? Bool == true)
            let other = try Shop(at: served.shop.url)
            _ = try other.store.write {
                try $0.insert([
                    Interaction(userID: "elsewhere", itemID: "a", timestamp: Timestamp(seconds: 1_767_999_000))
                ])
            }
            for _ in 0..<100 {
                if try await served.get(path).object["cold_start"] == nil { return }
                try await Task.sleep(for: .milliseconds(50))
            }
            Issue.record("the event was never seen")
        }
    }

    @Test func reviewsProductsAndPagesAreStored() async throws {
        try await ServedShop.with { served in
            let review = try await served.post(
                "/v1/reviews", #"{"review_id":"r1","text":"Nice","stars":5,"user":"u1"}"#)
            #expect(inserted(review, "reviews") == 1)
            let product = try await served.send(
                "PUT", "/v1/products/g", body: #"{"title":"Gaiters","category":"Shoes","price":30,"color":"red"}"#)
            #expect(inserted(product, "products") == 1)
            #expect(try served.shop.store.product("g")?.attributes == ["color": ["red"]])
            let list = try await served.get("/v1/recommendations/stranger?where=color%3Dred&min_price=25&max_price=35")
            #expect(list.items == ["g"])
            let clash = try await served.send("PUT", "/v1/products/g", body: #"{"item_id":"h"}"#)
            #expect(clash.status == 422)
            #expect(try await served.send("PUT", "/v1/products/g", body: "[]").status == 422)
            let html = """
                <html><head><script type="application/ld+json">{"@type":"Product","sku":"k9","name":"Kettle",
                "offers":{"price":"12.50","priceCurrency":"EUR"}}</script></head><body></body></html>
                """
            let page = try await served.post("/v1/pages", html, type: "text/html; charset=utf-8")
            #expect((page.object["page"] as? [String: Any])?["title"] as? String == "Kettle")
            #expect(try served.shop.store.product("k9")?.price == 12.5)
            let empty = try await served.post("/v1/pages", "<p>nothing</p>", type: "text/html")
            #expect(empty.status == 422 && empty.problem == "no-product")
            let mug = "<h1>Mug</h1><b class=price>$5</b>"
            let unnamed = try await served.post("/v1/pages", mug, type: "text/html")
            #expect(unnamed.status == 422 && unnamed.problem == "unnamed-page")
            _ = try await served.post("/v1/pages?url=https://a.example/mug-5", mug, type: "text/html")
            #expect(try served.shop.store.product("mug-5")?.price == 5)
        }
    }

    @Test func manyAtOnceAreAllStored() async throws {
        try await ServedShop.with { served in
            try await withThrowingTaskGroup(of: Int?.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let events = (0..<5).map { event("m\(number % 20)", "a", 1_768_000_000 + number * 5 + $0) }
                        return try await inserted(served.post("/v1/events", "[" + events.joined(separator: ",") + "]"))
                    }
                }
                for try await count in group { #expect(count == 5) }
            }
            #expect(try served.shop.store.counts().interactions == 180 + 1000)
        }
    }

    @Test func aProductIsReadBackWithThePricesItHasHad() async throws {
        try await ServedShop.with { served in
            #expect(try await served.get("/v1/products/none").problem == "unknown-item")
            for price in ["80", "95.5"] {
                let body = #"{"price":\#(price),"currency":"EUR"}"#
                #expect(try await served.send("PUT", "/v1/products/a", body: body).status == 200)
            }
            let product = try await served.get("/v1/products/a").object
            #expect(product["title"] as? String == "Tent <two>" && product["price"] as? Double == 95.5)
            #expect(product["categories"] as? [String] == ["Camping > Tents"])
            let prices = try #require(product["prices"] as? [[String: Any]])
            #expect(prices.map { $0["price"] as? Double } == [100, 80, 95.5])
            #expect(prices.map { $0["currency"] as? String } == [nil, "EUR", "EUR"])
            let page = try await served.get("/console/product?item=a").text
            #expect(page.contains("<h2>Prices, newest first</h2>") && page.contains("<td>95.5 EUR</td>"))
            #expect(try await !served.get("/console/product?item=b").text.contains("Prices, newest first"))
        }
    }
}
