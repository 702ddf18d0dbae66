import BowerbirdClient
import Foundation
import TestSupport
import Testing

/// The Swift client against a real service with keys.
@Suite struct SwiftClientTests {
    private func withClient(_ body: (ShopClient, ServedShop) async throws -> Void) async throws {
        try await ServedShop.withKey { served, key in
            let url = try #require(URL(string: served.base))
            try await body(try ShopClient(url, key: key, retries: RetryPolicy(pause: .milliseconds(5))), served)
        }
    }

    @Test func theExampleOfTheDocumentation() async throws {
        try await ServedShop.withKey { served, key in
            let address = try #require(URL(string: served.base))
            // docs begin
            let shop = try ShopClient(address, key: key)
            for item in try await shop.recommendations(for: "u2", ListQuery(top: 3, explained: true)).items {
                print(item.rank, item.title ?? item.itemID, item.reasons?.first?.text ?? "")
            }
            let stored = try await shop.send([Event(user: "u2", item: "a", timestamp: 1_767_312_000, type: "view")])
            print(stored.stored["interactions"]?.inserted ?? 0)
            print(try await shop.sentiment(of: "it leaks").label)
            // docs end
            #expect(stored.stored["interactions"]?.inserted == 1)
        }
        let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasSuffix("// docs begin") })
        let end = try #require(lines.firstIndex { $0.hasSuffix("// docs end") })
        let example = lines[start + 1..<end].map { $0.dropFirst(12) }.joined(separator: "\n")
        let docs = try String(contentsOf: Repository.root.appending(path: "docs/service.md"), encoding: .utf8)
        #expect(docs.contains("```swift\n" + example + "\n```"))
    }

    @Test func listsAndTexts() async throws {
        try await withClient { client, _ in
            var query = ListQuery(top: 2, explained: true)
            query.categories = ["Shoes"]
            query.includesSeen = true
            let shoes = try await client.recommendations(for: "a stranger / with a slash?", query)
            #expect(shoes.isColdStart && shoes.items.count == 2 && shoes.items.allSatisfy { $0.reasons != nil })
            query = ListQuery(top: 4)
            query.isPaged = true
            let first = try await client.recommendations(for: "newcomer", query)
            query.cursor = first.nextCursor
            let second = try await client.recommendations(for: "newcomer", query)
            #expect(Set((first.items + second.items).map(\.itemID)).count == 6 && second.nextCursor == nil)
            #expect(try await client.similar(to: "a", ListQuery(top: 1)).items.map(\.itemID) == ["b"])
            #expect(try await client.recommendations(afterSession: ["a"]).items.first?.itemID == "b")
            #expect(try await client.sentiment(of: "love it", explained: true).contributions?.isEmpty == false)
            #expect(try await client.sentiments(of: ["love it", "it leaks"]).map(\.label) == ["positive", "negative"])
            #expect(try await client.categories(of: "winter boots", top: 1).categories.map(\.category) == ["Boots"])
            #expect(await client.isReady())
        }
    }

    @Test func rowsAndUsers() async throws {
        try await withClient { client, _ in
            let event = Event(user: "é/?#", item: "a", timestamp: 1_772_000_000, type: "view")
            let stored = try await client.send([event, Event(user: "", item: "a", timestamp: 1)])
            #expect(stored.stored["interactions"]?.inserted == 1 && stored.rejected.map(\.row) == [2])
            #expect(try await client.send([event]).stored["interactions"]?.unchanged == 1)
            #expect(try await client.put(Product(title: "New", price: 3), item: "new").stored["products"] != nil)
            let review = Review(text: "fine", user: "é/?#", item: "a", rating: 4)
            #expect(try await client.send([review]).stored["reviews"]?.inserted == 1)
            #expect(try await client.export("é/?#") != nil)
            #expect(try await client.forget("é/?#").userID == "é/?#")
            #expect(try await client.export("é/?#") == nil)
        }
    }

    @Test func predictionsOfASomewhatLargerShop() async throws {
        try await ServedShop.withRegulars { served in
            let client = try ShopClient(try #require(URL(string: served.base)))
            let gone = try await client.prediction(PredictionQuestion(.churn, explained: true), of: "u1")
            #expect((gone?.probability ?? 0) > 0.5 && gone?.horizonDays == 90 && gone?.reasons?.isEmpty == false)
            #expect(try await client.prediction(PredictionQuestion(.churn), of: "nobody") == nil)
            let several = try await client.predictions(PredictionQuestion(.spend), of: ["u0", "nobody", "u2"])
            #expect(several.predictions.map(\.userID) == ["u0", "u2"] && several.missing == ["nobody"])
            #expect(several.predictions.allSatisfy { $0.expected != nil && $0.high != nil })
            let browse = try await client.prediction(PredictionQuestion(.browse), of: "u0")
            #expect(browse?.visitsExpected != nil && browse?.categories?.isEmpty == false)
            #expect(try await client.segments(count: 2, smallest: 1).segments.count == 2)
        }
    }

    @Test func refusalsSayWhatToDo() async throws {
        try await withClient { client, served in
            await #expect(throws: ClientError.self) { try await client.recommendations(for: "u0", ListQuery(top: 0)) }
            do {
                _ = try await client.recommendations(for: "u0", ListQuery(top: 0))
            } catch ClientError.refused(let problem) {
                #expect(problem.status == 400 && problem.kind == "bad-parameter" && problem.requestID != nil)
            }
            let stranger = try ShopClient(try #require(URL(string: served.base)), key: "bb_wrong")
            do {
                _ = try await stranger.categories(of: "tent")
            } catch ClientError.refused(let problem) {
                #expect(problem.status == 401)
            }
            #expect(throws: ClientError.badAddress("ftp://x")) { try ShopClient(try #require(URL(string: "ftp://x"))) }
        }
    }

    @Test func aWriteIsTriedUntilTheServiceIsBackAndStoredOnce() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-retry-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: try SmallServedShop.trained.get(), to: folder)
        let first = try await ServiceProcess(shop: folder)
        let url = try #require(URL(string: first.base))
        let client = try ShopClient(url, retries: RetryPolicy(attempts: 12, pause: .milliseconds(50)))
        await first.end(SIGKILL)
        async let stored = client.send([Event(user: "patient", item: "a", timestamp: 1_772_000_000)])
        try await Task.sleep(for: .milliseconds(150))
        let second = try await ServiceProcess(shop: folder, arguments: ["--port", "\(url.port ?? 0)"])
        #expect(try await stored.stored["interactions"]?.inserted == 1)
        #expect(
            try await client.send([Event(user: "patient", item: "a", timestamp: 1_772_000_000)])
                .stored["interactions"]?.unchanged == 1)
        await second.end(SIGTERM)
        let impatient = try ShopClient(url, retries: RetryPolicy(attempts: 2, pause: .milliseconds(1)))
        await #expect(throws: ClientError.self) { try await impatient.categories(of: "tent") }
        #expect(await !impatient.isReady())
    }
}
