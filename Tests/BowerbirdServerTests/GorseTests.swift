import Foundation
import Testing

/// The requests that Gorse's Python client (PyGorse 0.5.1) makes, and what it does with the answers.
@Suite struct GorseTests {
    private func rows(_ answer: ServedShop.Answer) -> [[String: Any]] { answer.json as? [[String: Any]] ?? [] }

    @Test func feedback() async throws {
        try await ServedShop.with { served in
            let stored = try await served.post(
                "/api/feedback",
                #"[{"FeedbackType":"read","UserId":"g","ItemId":"a","Timestamp":"2026-02-02T02:02:02Z","Value":2},{"FeedbackType":"read","UserId":"g","ItemId":"c","Timestamp":""}]"#
            )
            #expect(stored.object["RowAffected"] as? Int == 2)
            let own = rows(try await served.get("/api/user/g/feedback/read"))
            #expect(own.map { $0["ItemId"] as? String } == ["a", "c"])
            #expect(own.first?["Timestamp"] as? String == "2026-02-02T02:02:02Z" && own.first?["Value"] as? Double == 2)
            #expect(rows(try await served.get("/api/user/g/feedback/star")).isEmpty)
            var seen = 0
            var cursor = ""
            repeat {
                let page = try await served.get("/api/feedback?n=50&cursor=\(cursor)")
                seen += (page.object["Feedback"] as? [Any])?.count ?? 0
                cursor = try #require(page.object["Cursor"] as? String)
            } while !cursor.isEmpty
            #expect(seen == 182)
            #expect(try await served.send("DELETE", "/api/feedback/g/a").object["RowAffected"] as? Int == 1)
            #expect(rows(try await served.get("/api/user/g/feedback/read")).count == 1)
            let bad = try await served.post("/api/feedback", #"[{"FeedbackType":"read","UserId":"g"}]"#)
            #expect(bad.status == 400)
        }
    }

    @Test func items() async throws {
        try await ServedShop.with { served in
            let item =
                #"{"ItemId":"n1","IsHidden":false,"Labels":["wool","warm"],"Categories":["Hats"],"Timestamp":"2026-03-03T00:00:00Z","Comment":"Woolly hat"}"#
            #expect(try await served.post("/api/item", item).object["RowAffected"] as? Int == 1)
            let got = try await served.get("/api/item/n1").object
            #expect(got["Comment"] as? String == "Woolly hat" && got["IsHidden"] as? Bool == false)
            #expect(got["Labels"] as? [String] == ["wool", "warm"] && got["Categories"] as? [String] == ["Hats"])
            let change = #"{"Categories":null,"Comment":"Cap","IsHidden":true,"Labels":null,"Timestamp":null}"#
            #expect(try await served.send("PATCH", "/api/item/n1", body: change).status == 200)
            let changed = try await served.get("/api/item/n1").object
            #expect(changed["Comment"] as? String == "Cap" && changed["IsHidden"] as? Bool == true)
            #expect(changed["Categories"] as? [String] == ["Hats"])
            let page = try await served.get("/api/items?n=4&cursor=")
            #expect((page.object["Items"] as? [Any])?.count == 4 && page.object["Cursor"] as? String == "d")
            let found = try await served.get("/api/items?q=cap&n=10")
            #expect((found.object["Items"] as? [[String: Any]])?.first?["ItemId"] as? String == "n1")
            #expect(try await served.send("DELETE", "/api/item/b").object["RowAffected"] as? Int == 1)
            #expect(try await served.get("/api/item/b").status == 404)
            let left = rows(try await served.get("/api/recommend/u0/?n=10", headers: [("X-API-Version", "2")]))
            #expect(!left.contains { $0["Id"] as? String == "b" })
            #expect(rows(try await served.get("/api/latest?n=3")).isEmpty)
            #expect(try await served.get("/api/item/none").status == 404)
        }
    }

    @Test func users() async throws {
        try await ServedShop.with { served in
            let user = #"{"UserId":"g1","Labels":["a","b"],"Comment":"hello"}"#
            #expect(try await served.post("/api/user", user).object["RowAffected"] as? Int == 1)
            #expect(try await served.post("/api/users", "[\(user)]").object["RowAffected"] as? Int == 1)
            let got = try await served.get("/api/user/g1").object
            #expect(got["Labels"] as? [String] == ["a", "b"] && got["Comment"] as? String == "hello")
            let page = try await served.get("/api/users?n=1&cursor=")
            #expect(page.object["Cursor"] as? String == "g1")
            #expect(try await served.send("DELETE", "/api/user/g1").object["RowAffected"] as? Int == 1)
            #expect(try await served.get("/api/user/g1").status == 404)
            #expect(try await served.get("/api/user/u1").object["UserId"] as? String == "u1")
        }
    }

    @Test func lists() async throws {
        try await ServedShop.with { served in
            let scored = rows(
                try await served.get("/api/recommend/u0/?n=3&offset=0", headers: [("X-API-Version", "2")]))
            #expect(scored.count == 3 && scored.allSatisfy { $0["Id"] is String && $0["Score"] is Double })
            let names = try await served.get("/api/recommend/u0/?n=2&offset=1").json as? [String]
            #expect(names == scored.dropFirst().compactMap { $0["Id"] as? String })
            let shoes = try await served.get("/api/recommend/u0/Shoes?n=9&offset=0").json as? [String]
            #expect(Set(shoes ?? []) == ["c", "d", "f"])
            let neighbors = rows(try await served.get("/api/item/a/neighbors?n=1&offset=0"))
            #expect(neighbors.first?["Id"] as? String == "b")
            let session = try await served.post(
                "/api/session/recommend?n=1", #"[{"FeedbackType":"read","UserId":"","ItemId":"c","Timestamp":""}]"#)
            #expect(rows(session).first?["Id"] as? String == "d")
            #expect(rows(try await served.get("/api/popular?n=2")).count == 2)
            #expect(try await served.get("/api/health/ready").object["Ready"] as? Bool == true)
        }
    }
}
