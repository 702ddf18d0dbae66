import Bowerbird
import Foundation
import TestSupport
import Testing

/// Two services, each a process of its own, on one database.
@Suite(.enabled(if: PostgreSQLServer.isInstalled, Comment(rawValue: PostgreSQLServer.absence)))
struct SharedDatabaseTests {
    private struct Pair {
        let server: PostgreSQLServer
        let shop: Shop
        let location: [String]
        let first: ServiceProcess
        let second: ServiceProcess

        func get(_ service: KeyPath<Pair, ServiceProcess>, _ path: String) async throws -> ServedShop.Answer {
            try await ServedShop.fetch("GET", self[keyPath: service].base + path)
        }

        func post(
            _ service: KeyPath<Pair, ServiceProcess>, _ path: String, _ body: String
        ) async throws -> ServedShop.Answer {
            try await ServedShop.fetch(
                "POST", self[keyPath: service].base + path, body: Array(body.utf8),
                headers: [("Content-Type", "application/json")])
        }
    }

    private func withPair(_ server: PostgreSQLServer, _ body: (Pair) async throws -> Void) async throws {
        let models = FileManager.default.temporaryDirectory.appending(path: "bowerbird-pair-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: models) }
        // The server asks nobody for it; it must not be told either.
        let url = try server.makeDatabase().replacing("bowerbird@", with: "bowerbird:hush@")
        let shop = try Shop(ShopLocation(url, models: models))
        try SmallServedShop.fill(shop)
        try shop.train(TrainingOptions(preset: .fast))
        let location = ["--shop", url, "--models", models.path]
        let pair = Pair(
            server: server, shop: shop, location: location, first: try await ServiceProcess(location),
            second: try await ServiceProcess(location))
        try await body(pair)
        for service in [pair.first, pair.second] {
            #expect(await service.end(SIGTERM) == 0)
            #expect(!service.errors.contains("hush"), "\(service.errors)")
        }
    }

    // Asks until the answer is as expected, however slow the machine is.
    private func eventually(
        _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ holds: () async throws -> Bool
    ) async throws {
        for _ in 0..<1500 {
            if try await holds() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record(what, sourceLocation: sourceLocation)
    }

    @Test func whatOneStoresTheOtherAnswersFrom() async throws {
        try await withPair(try PostgreSQLServer.shared.get()) { pair in
            let path = "/v1/recommendations/new?top=6"
            for service in [\Pair.first, \Pair.second] {
                #expect(try await pair.get(service, path).object["cold_start"] as? Bool == true)
            }
            let event = #"{"user_id":"new","item_id":"c","timestamp":1767999000,"event_type":"view"}"#
            #expect(try await pair.post(\.first, "/v1/events", event).status == 200)
            #expect(try await pair.get(\.first, path).items.first == "d")
            try await eventually("the second never heard of the event") {
                try await pair.get(\.second, path).items.first == "d"
            }
            // Sent again to the other, it changes nothing there.
            let again = try await pair.post(\.second, "/v1/events", event)
            #expect(again.text.contains(#""unchanged":1"#), "\(again.text)")
            let odd = try await pair.post(\.first, "/v1/events", event.replacing("new", with: #"n\u0000w"#))
            #expect(odd.status == 400 && odd.text.contains("NUL"), "\(odd.text)")
            let gone = try await ServedShop.fetch("DELETE", pair.second.base + "/v1/users/new")
            #expect(gone.status == 200, "\(gone.text)")
            try await eventually("the first never heard of the erasure") {
                try await pair.get(\.first, path).object["cold_start"] as? Bool == true
            }
        }
    }

    @Test func oneTrainsAndBothSwap() async throws {
        try await withPair(try PostgreSQLServer.shared.get()) { pair in
            func refused(_ service: KeyPath<Pair, ServiceProcess>) async throws {
                let answer = try await pair.post(service, "/v1/train", #"{"preset":"fast"}"#)
                #expect(answer.status == 409 && answer.problem == "training", "\(answer.text)")
            }
            // A training that somebody does, and one that another service has begun.
            let training = try #require(try pair.shop.store.claim(.training))
            try await refused(\.first)
            try await refused(\.second)
            let command = try BowerbirdProcess.run(
                ["train"] + pair.location, in: FileManager.default.temporaryDirectory)
            #expect(command.status == 1 && command.errors.contains("another training"), "\(command.errors)")
            training.end()
            let order = try #require(try pair.shop.store.claim(.trainingOrder))
            try await refused(\.first)
            try await refused(\.second)
            order.end()

            let before = try pair.shop.currentModel().manifest.version
            for service in [\Pair.first, \Pair.second] {
                #expect(try await pair.get(service, "/readyz").object["model"] as? String == before)
            }
            let begun = try await pair.post(\.first, "/v1/train", #"{"preset":"fast"}"#)
            #expect(begun.status == 202, "\(begun.text)")
            for service in [\Pair.first, \Pair.second] {
                try await eventually("the model was never exchanged: \(pair.first.errors)") {
                    let model = try await pair.get(service, "/readyz").object["model"] as? String
                    return model != before && model == pair.shop.bundles.currentVersion()
                }
            }
            try await eventually("the training never ended") {
                try await pair.get(\.first, "/v1/train").object["state"] as? String == "done"
            }
            let next = try #require(try pair.shop.store.claim(.trainingOrder))
            next.end()
        }
    }

    @Test func aServerThatIsStartedAnewIsFoundAgain() async throws {
        try await withPair(try PostgreSQLServer()) { pair in
            let event = #"{"user_id":"u1","item_id":"a","timestamp":1767999000}"#
            pair.server.stop()
            let unready = try await pair.get(\.first, "/readyz")
            #expect(unready.status == 503 && unready.problem == "no-storage", "\(unready.text)")
            let refused = try await pair.post(\.first, "/v1/events", event)
            #expect(refused.status == 503 && refused.headers["retry-after"] == "1", "\(refused.text)")
            try pair.server.start()
            #expect(try await pair.get(\.first, "/readyz").status == 200)
            let stored = try await pair.post(\.first, "/v1/events", event)
            #expect(stored.text.contains(#""inserted":1"#), "\(stored.text)")
            #expect(try await pair.get(\.second, "/v1/recommendations/u1").status == 200)
        }
    }
}
