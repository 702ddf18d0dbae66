import Bowerbird
import Foundation
import Testing

@Suite struct BundleTests {
    @Test func threadsChangeNoByteOfAnyFile() throws {
        try SmallShop.with(
            interactions: SmallShop.pairs(users: 200), reviews: SmallShop.reviews, queries: SmallShop.queries
        ) { shop in
            let one = try shop.train(threads: 1).manifest
            let two = try shop.train(threads: 2).manifest
            #expect(one.files.count == 7)
            #expect(one.files == two.files)
            #expect(one.dataFingerprint == two.dataFingerprint)
            let other = try shop.train(TrainingOptions(seed: 1), threads: 2).manifest
            #expect(other.files["ranking.safetensors"] != one.files["ranking.safetensors"])
        }
    }

    @Test func aDamagedFileIsRefusedByName() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            let version = try shop.train().manifest.version
            let file = shop.bundles.url.appending(path: version + "/ranking.safetensors")
            var bytes = try Data(contentsOf: file)
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: file)
            let error = #expect(throws: BundleError.self) { try shop.currentModel() }
            #expect("\(try #require(error))".contains("ranking.safetensors is damaged"))
            try FileManager.default.removeItem(at: file)
            #expect(throws: BundleError.self) { try shop.currentModel() }
        }
    }

    @Test func aNewerBundleIsRefusedWithBothVersions() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            let version = try shop.train().manifest.version
            let file = shop.bundles.url.appending(path: version + "/manifest.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacing("\"schema_version\" : 1", with: "\"schema_version\" : 7").utf8).write(to: file)
            #expect(
                throws: BundleError.newerSchema(
                    bundle: shop.bundles.url.appending(path: version).path, found: 7, supported: 1)
            ) { try shop.currentModel() }
            try Data("{ not json".utf8).write(to: file)
            #expect(throws: BundleError.self) { try shop.currentModel() }
        }
    }

    @Test func aHalfWrittenBundleIsNeverCurrent() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            let version = try shop.train().manifest.version
            // What a killed process leaves: no process has the identifier 4194305, which is above Linux's limit.
            let left = shop.bundles.url.appending(path: ".incomplete-x-4194305")
            try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
            #expect(try shop.currentModel().manifest.version == version)
            #expect(shop.bundles.versions() == [version])
            let next = try shop.train().manifest.version
            #expect(!FileManager.default.fileExists(atPath: left.path))
            #expect(shop.bundles.currentVersion() == next)
        }
    }

    @Test func onlyTheNewestBundlesAreKept() throws {
        try SmallShop.with(reviews: SmallShop.reviews) { shop in
            let versions = try (0..<5).map { try shop.train(TrainingOptions(seed: $0)).manifest.version }
            #expect(shop.bundles.versions() == Array(versions.suffix(3)))
        }
    }

    @Test func partsThatAreNotTrainedAreTakenOver() throws {
        try SmallShop.with(interactions: SmallShop.pairs(), reviews: SmallShop.reviews) { shop in
            let whole = try shop.train().manifest
            let again = try shop.train(TrainingOptions(parts: [.sentiment], seed: 5))
            #expect(again.parts == [.ranking, .sentiment])
            #expect(again.manifest.files["ranking.safetensors"] == whole.files["ranking.safetensors"])
            #expect(again.manifest.files["sentiment.safetensors"] != whole.files["sentiment.safetensors"])
            #expect(try again.recommend(for: "u0", top: 1).items.count == 1)
            // The settings told of are those that the ranking was trained with.
            let fast = try shop.train(TrainingOptions(parts: [.sentiment], preset: .fast)).manifest.settings
            #expect(fast.preset == .balanced && fast.parts == [.sentiment])
        }
    }

    @Test func theManifestTellsWhereTheModelComesFrom() throws {
        try SmallShop.with(interactions: SmallShop.pairs(), reviews: SmallShop.reviews) { shop in
            let manifest = try shop.train(TrainingOptions(seed: 3)).manifest
            #expect(manifest.schemaVersion == 1)
            #expect(manifest.seed == 3)
            #expect(manifest.producer == "bowerbird " + BowerbirdVersion.number)
            #expect(!manifest.icuVersion.isEmpty && !manifest.unicodeVersion.isEmpty)
            #expect(manifest.files.values.allSatisfy { $0.sha256.count == 64 && $0.bytes > 0 })
        }
    }
}
