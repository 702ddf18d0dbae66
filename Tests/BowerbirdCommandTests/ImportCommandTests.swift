import Foundation
import TestSupport
import Testing

/// `import` as people use it: what is stored, what is not, and what they are told of it.
@Suite struct ImportCommandTests {
    private static let header = "user_id,item_id,timestamp\n"

    private func stored(_ folder: URL, _ kind: String = "interactions") throws -> Int? {
        let status = try BowerbirdProcess.run(["status"], in: folder).objects.first
        return (status?["stored"] as? [String: Any])?[kind] as? Int
    }

    @Test func aStrictImportOfSeveralFilesStoresAllOrNothing() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing(Self.header + "u,a,1700000000\n", as: "good.csv")
            _ = try folder.writing(Self.header + "u,b,soon\nu,c,1700000000\n", as: "bad.csv")
            _ = try folder.writing(Self.header + "u,d,later\n", as: "worse.csv")
            let strict = ["import", "interactions", "good.csv", "bad.csv", "worse.csv", "--strict"]
            let refused = try BowerbirdProcess.run(strict, in: folder)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("2 rows were bad, so nothing was stored"))
            #expect(refused.errors.contains("bad.csv:2:") && refused.errors.contains("worse.csv:2:"))
            #expect(!refused.errors.contains("good.csv: interactions"), "nothing is said to be stored")
            #expect(try stored(folder) == 0)
            let piped = try BowerbirdProcess.run(
                ["import", "interactions", "good.csv", "-", "--input-format", "csv", "--strict"], in: folder,
                input: Self.header + "u,e,never\n")
            #expect(piped.status == 1)
            #expect(try stored(folder) == 0)
            let missing = try BowerbirdProcess.run(
                ["import", "interactions", "good.csv", "gone.csv", "--strict"], in: folder)
            #expect(missing.status == 1 && missing.errors.contains("gone.csv"))
            #expect(try stored(folder) == 0)
            _ = try folder.writing(Self.header + "u,b,1700000001\n", as: "bad.csv")
            let taken = try BowerbirdProcess.run(
                ["import", "interactions", "good.csv", "bad.csv", "--strict"], in: folder)
            #expect(taken.status == 0 && taken.errors.contains("good.csv: interactions 1 new"))
            #expect(try stored(folder) == 2)
        }
    }

    @Test func importsAreTold() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing(Self.header + "u,a,1700000000\nu,b,soon\n", as: "first.csv")
            _ = try folder.writing(Self.header + (0..<30).map { "u,b,later\($0)\n" }.joined(), as: "bad.csv")
            _ = try BowerbirdProcess.run(["import", "interactions", "first.csv", "bad.csv"], in: folder)
            // A strict import that stores nothing is none.
            _ = try BowerbirdProcess.run(["import", "interactions", "first.csv", "--strict"], in: folder)
            let imports = try BowerbirdProcess.run(["imports"], in: folder).objects
            #expect(imports.map { $0["source"] as? String } == ["bad.csv", "first.csv"])
            #expect(imports.map { $0["rejected"] as? Int } == [30, 1])
            #expect(imports.map { ($0["problems"] as? [String])?.count } == [20, 1])
            let stored = imports.last?["stored"] as? [String: [String: Int]]
            #expect(stored == ["interactions": ["inserted": 1, "updated": 0, "unchanged": 0]])
            _ = try BowerbirdProcess.run(["forget-user", "nobody"], in: folder)
            let after = try BowerbirdProcess.run(["imports", "--top", "1", "--format", "csv"], in: folder)
            #expect(after.output.split(separator: "\n").last?.hasSuffix("bad.csv,,30,") == true, "\(after.output)")
        }
    }

    @Test func rejectedRowsCanBeMendedAndImportedAsTheyAre() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing("kunde,item_id,timestamp\nu,a,1700000000\nu,b,soon\n", as: "one.csv")
            _ = try folder.writing("kunde,item_id,timestamp\n\"v\",\"c,d\",soon\n", as: "two.csv")
            let importing = ["import", "interactions", "--map", "kunde=user_id"]
            let outcome = try BowerbirdProcess.run(
                importing + ["one.csv", "two.csv", "--rejects", "bad.csv"], in: folder)
            #expect(outcome.status == 3)
            let rows = try String(contentsOf: folder.appending(path: "bad.csv"), encoding: .utf8)
            #expect(rows == "kunde,item_id,timestamp\nu,b,soon\nv,\"c,d\",soon\n")
            _ = try folder.writing(rows.replacing("soon", with: "2026-01-01"), as: "bad.csv")
            #expect(try BowerbirdProcess.run(importing + ["bad.csv"], in: folder).status == 0)
            #expect(try stored(folder) == 3)
            let lines = try BowerbirdProcess.run(
                ["import", "interactions", "-", "--input-format", "jsonl", "--rejects", "bad.jsonl"], in: folder,
                input: "{\"user_id\":\"u\"}\n")
            #expect(lines.status == 3)
            #expect(
                try String(contentsOf: folder.appending(path: "bad.jsonl"), encoding: .utf8) == "{\"user_id\":\"u\"}\n")
        }
    }

    @Test func whatIsNotThereMakesNoShop() throws {
        try withTemporaryFolder { folder in
            for arguments in [["pages", "gone.html"], ["products", "gone.csv"], ["dataset", "movielens", "gone"]] {
                let outcome = try BowerbirdProcess.run(["import"] + arguments, in: folder)
                #expect(outcome.status == 1 && outcome.errors.contains("gone"), "\(arguments): \(outcome.errors)")
            }
            _ = try folder.writing(Self.header, as: "events.dat")
            let odd = try BowerbirdProcess.run(["import", "interactions", "events.dat"], in: folder)
            #expect(odd.status == 1 && odd.errors.contains("say --input-format csv, tsv or jsonl"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["events.dat"])
        }
    }

    @Test func aMappingOfNoColumnSaysWhichThereAre() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing(Self.header + "u,a,1700000000\n", as: "events.csv")
            let outcome = try BowerbirdProcess.run(
                ["import", "interactions", "events.csv", "--map", "foo=user_id"], in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("no column 'foo'; the file has 'user_id', 'item_id', 'timestamp'"))
        }
    }

    @Test func aNewShopIsItsOwnersOnly() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing(Self.header + "u,a,1700000000\n", as: "events.csv")
            let made = try BowerbirdProcess.shell("umask 022; $BOWERBIRD import interactions events.csv", in: folder)
            #expect(made.status == 0)
            func rights(_ path: String) throws -> Int? {
                let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: path).path)
                return (attributes[.posixPermissions] as? NSNumber)?.intValue
            }
            #expect(try rights("shop") == 0o700)
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "shop").path) {
                #expect(try rights("shop/" + file) == 0o600, "\(file)")
            }
            let findings = try BowerbirdProcess.run(["doctor", "--quiet"], in: folder).objects
            #expect(findings.first { $0["check"] as? String == "folder" }?["verdict"] as? String == "ok")
        }
    }
}
