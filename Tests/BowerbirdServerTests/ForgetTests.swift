import Bowerbird
import Foundation
import TestSupport
import Testing

/// Who asks for it is shown everything that is known of them, and forgotten.
@Suite struct ForgetTests {
    private static let secret = "wilhelmina-0815"

    private static func addUser(_ shop: Shop) throws {
        _ = try shop.store.write { writer in
            _ = try writer.upsert([User(userID: UserID(rawValue: secret), attributes: ["city": ["Quedlinburg"]])])
            _ = try writer.upsert([Review(reviewID: "w1", text: "Zzyzx is my word", userID: UserID(rawValue: secret))])
            _ = try writer.insert([SearchQuery(query: "xylophone tent", userID: UserID(rawValue: secret))])
            return try writer.insert([
                Interaction(
                    userID: UserID(rawValue: secret), itemID: "a", timestamp: Timestamp(seconds: 1_767_999_000),
                    sessionID: "sess-4711")
            ])
        }
    }

    private static func filesMention(_ words: [String], in folder: URL) throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return names.filter { name in
            guard let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path) else {
                return false
            }
            return words.contains { bytes.range(of: Data($0.utf8)) != nil }
        }
    }

    private static let traces = [secret, "Quedlinburg", "Zzyzx", "xylophone", "sess-4711"]

    @Test func theServiceExportsAndForgets() async throws {
        try await ServedShop.with(prepare: Self.addUser) { served in
            let path = "/v1/users/\(Self.secret)"
            let before = try await served.get(path)
            #expect((before.object["interactions"] as? [Any])?.count == 1)
            #expect((before.object["reviews"] as? [Any])?.count == 1)
            #expect((before.object["queries"] as? [Any])?.count == 1)
            #expect(try !Self.filesMention(Self.traces, in: served.shop.url).isEmpty)
            _ = try await served.get("/v1/recommendations/\(Self.secret)")
            let gone = try await served.send("DELETE", path)
            #expect((gone.object["erased"] as? [String: Any])?["interactions"] as? Int == 1)
            #expect(gone.object["model_trained_with_user"] as? Bool == true)
            #expect(try await served.get(path).status == 404)
            #expect(try await served.get("/v1/recommendations/\(Self.secret)").object["cold_start"] as? Bool == true)
            #expect(try Self.filesMention(Self.traces, in: served.shop.url) == [])
            #expect(try await served.send("DELETE", path).object["model_trained_with_user"] as? Bool == false)
        }
    }

    @Test func aNameThatComesBackIsSomebodyNew() async throws {
        try await ServedShop.with(prepare: Self.addUser) { served in
            let event = { (user: String) in #"{"user_id":"\#(user)","item_id":"a","timestamp":1767999100}"# }
            #expect(try await served.post("/v1/events", event(Self.secret)).status == 200)
            // Another process erases the user whose row the service remembers, and the row goes to somebody else.
            let other = try Shop(at: served.shop.url)
            _ = try other.forget(UserID(rawValue: Self.secret))
            _ = try other.store.write { try $0.upsert([User(userID: "heir", attributes: ["x": ["y"]])]) }
            #expect(try await served.post("/v1/events", event(Self.secret)).status == 200)
            #expect(try served.shop.store.history(of: "heir", limit: 9).isEmpty)
            #expect(try served.shop.store.history(of: UserID(rawValue: Self.secret), limit: 9).count == 1)
        }
    }

    @Test func theCommandLineExportsForgetsAndTrainsAgain() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.copyItem(
                at: try SmallServedShop.trained.get(), to: folder.appending(path: "shop"))
            let shop = try Shop(at: folder.appending(path: "shop"))
            try Self.addUser(shop)
            try shop.train(TrainingOptions(preset: .fast))
            let export = try BowerbirdProcess.run(["export-user", Self.secret], in: folder)
            #expect(export.status == 0)
            #expect(export.objects.first?["user_id"] as? String == Self.secret)
            #expect((export.objects.first?["attributes"] as? [String: [String]])?["city"] == ["Quedlinburg"])
            let forgotten = try BowerbirdProcess.run(["forget-user", Self.secret], in: folder)
            #expect(forgotten.status == 0)
            #expect((forgotten.objects.first?["remains"] as? String)?.contains("bowerbird train") == true)
            #expect(try Self.filesMention(Self.traces, in: folder) == [])
            #expect(try BowerbirdProcess.run(["export-user", Self.secret], in: folder).status == 1)
            let before = try #require(shop.bundles.currentVersion())
            let again = try BowerbirdProcess.run(["forget-user", "u1", "--retrain", "--preset", "fast"], in: folder)
            #expect(again.status == 0, "\(again.errors)")
            #expect(again.objects.first?["remains"] as? String == "nothing")
            #expect(shop.bundles.currentVersion() != before)
            #expect(shop.bundles.versions().count == 1)
            #expect(try shop.store.history(of: "u1", limit: 9).isEmpty)
        }
    }

    @Test func cursorsEndWithWhatTheyWereMadeFrom() throws {
        try withTemporaryFolder { folder in
            let copy = folder.appending(path: "shop")
            try FileManager.default.copyItem(at: try SmallServedShop.trained.get(), to: copy)
            let shop = try Shop(at: copy)
            let model = try shop.currentModel()
            let cursor = try #require(try model.recommend(for: "x", ListOptions(top: 2), page: .first).nextCursor)
            _ = try model.recommend(for: "x", ListOptions(top: 2), page: .after(cursor: cursor))
            _ = try shop.forget("u1")
            #expect(throws: CursorError.dataErased) {
                try model.recommend(for: "x", ListOptions(top: 2), page: .after(cursor: cursor))
            }
        }
    }
}
