import Bowerbird
import Foundation
import Synchronization
import TestSupport
import Testing

/// Backup, restore, doctor and the models that are kept.
@Suite struct MaintenanceCommandTests {
    private static let events =
        "user_id,item_id,timestamp,event_type\n"
        + (0..<40).map { "u\($0),\($0 % 2 == 0 ? "a" : "b"),\(1_767_225_600 + $0 * 3600),purchase\n" }.joined()
        + (0..<40).map { "u\($0),\($0 % 2 == 0 ? "c" : "d"),\(1_767_325_600 + $0 * 3600),purchase\n" }.joined()

    private func inShop(trainings: Int = 1, _ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing(Self.events, as: "events.csv")
            #expect(try BowerbirdProcess.run(["import", "interactions", "events.csv"], in: folder).status == 0)
            for seed in 0..<trainings {
                let run = try BowerbirdProcess.run(
                    ["train", "--only", "ranking", "--preset", "fast", "--seed", "\(seed)"], in: folder)
                #expect(run.status == 0, "\(run.errors)")
            }
            try body(folder)
        }
    }

    @Test func aRestoredBackupAnswersAsTheShopDid() throws {
        try inShop { folder in
            let backup = try BowerbirdProcess.run(["backup", "copy"], in: folder)
            #expect(backup.status == 0, "\(backup.errors)")
            #expect(backup.objects.first?["model"] as? String != nil)
            let question = ["recommend", "u0", "--top", "3", "--include-seen"]
            let before = try BowerbirdProcess.run(question, in: folder)
            // What is stored after the backup is not in it.
            _ = try folder.writing("user_id,item_id,timestamp\nlate,a,1800000000\n", as: "late.csv")
            #expect(try BowerbirdProcess.run(["import", "interactions", "late.csv"], in: folder).status == 0)
            let restored = try BowerbirdProcess.run(["restore", "copy", "--shop", "again"], in: folder)
            #expect(restored.status == 0, "\(restored.errors)")
            #expect(try BowerbirdProcess.run(question + ["--shop", "again"], in: folder).output == before.output)
            let status = try BowerbirdProcess.run(["status", "--shop", "again"], in: folder)
            #expect((status.objects.first?["stored"] as? [String: Any])?["interactions"] as? Int == 80)
            #expect(try BowerbirdProcess.run(["doctor", "--shop", "again"], in: folder).status == 0)
        }
    }

    @Test func anExperimentIsBegunReadAndEnded() throws {
        try inShop(trainings: 2) { folder in
            let begun = try BowerbirdProcess.run(["experiments", "start", "one", "--share", "0.3"], in: folder)
            #expect(begun.status == 0, "\(begun.errors)")
            #expect(begun.objects.first?["running"] as? Bool == true)
            #expect(begun.objects.first?["treatment_share"] as? Double == 0.3)
            let again = try BowerbirdProcess.run(["experiments", "start", "two"], in: folder)
            #expect(again.status == 1 && again.errors.contains("the experiment 'one' is running"))
            let report = try BowerbirdProcess.run(["experiments", "report", "--format", "csv"], in: folder)
            #expect(report.status == 0 && report.errors.contains("conclusion: nothing yet"))
            #expect(report.output.hasPrefix("experiment,arm,users,converted,rate,low,high,p\none,control,0,0,"))
            #expect(try BowerbirdProcess.run(["experiments", "report", "--within-days", "0"], in: folder).status == 2)
            #expect(try BowerbirdProcess.run(["experiments", "stop"], in: folder).status == 0)
            let list = try BowerbirdProcess.run(["experiments"], in: folder)
            #expect(list.objects.map { $0["running"] as? Bool } == [false])
            let unknown = try BowerbirdProcess.run(["experiments", "report", "three"], in: folder)
            #expect(unknown.status == 1 && unknown.errors.contains("there is no experiment 'three'; there is one"))
        }
    }

    @Test func nothingIsOverwritten() throws {
        try inShop { folder in
            #expect(try BowerbirdProcess.run(["backup", "copy"], in: folder).status == 0)
            let twice = try BowerbirdProcess.run(["backup", "copy"], in: folder)
            #expect(twice.status == 1 && twice.errors.contains("overwrites nothing"))
            let over = try BowerbirdProcess.run(["restore", "copy"], in: folder)
            #expect(over.status == 1 && over.errors.contains("is not empty"))
            let none = try BowerbirdProcess.run(["restore", "events.csv", "--shop", "again"], in: folder)
            #expect(none.status == 1 && none.errors.contains("holds no backup"))
        }
    }

    @Test func aDamagedBackupIsRefusedAndLeavesNothing() throws {
        try inShop { folder in
            #expect(try BowerbirdProcess.run(["backup", "copy"], in: folder).status == 0)
            let database = folder.appending(path: "copy/shop.sqlite")
            var bytes = try Data(contentsOf: database)
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: database)
            let run = try BowerbirdProcess.run(["restore", "copy", "--shop", "again"], in: folder)
            #expect(run.status == 1 && run.errors.contains("copy/shop.sqlite is damaged"), "\(run.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(!names.contains("again") && !names.contains { $0.hasPrefix(".incomplete") })
            // A manifest that names files elsewhere is none of ours.
            let manifest = folder.appending(path: "copy/backup.json")
            let text = try String(contentsOf: manifest, encoding: .utf8)
            try text.replacing("\"shop.sqlite\"", with: "\"../shop.sqlite\"")
                .write(to: manifest, atomically: true, encoding: .utf8)
            let outside = try BowerbirdProcess.run(["restore", "copy", "--shop", "again"], in: folder)
            #expect(outside.status == 1 && outside.errors.contains("it names the file"))
        }
    }

    @Test func aBackupWhileOthersWriteIsOfOneMoment() throws {
        try inShop { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            let done = Flag()
            let writer = Thread {
                // Two rows a transaction: a backup that has one of them has cut a transaction in two.
                for number in 0..<100_000 where !done.isSet.load(ordering: .relaxed) {
                    let rows = ["left", "right"].map { user in
                        Interaction(
                            userID: UserID(rawValue: user), itemID: "a",
                            timestamp: Timestamp(seconds: Double(1_800_000_000 + number)))
                    }
                    _ = try? shop.store.write { try $0.insert(rows) }
                }
            }
            writer.start()
            for round in 0..<5 {
                let target = folder.appending(path: "copy\(round)")
                try shop.backUp(to: target)
                let copy = try Shop(at: target)
                let counts = try ["left", "right"].map { user in
                    try copy.store.history(of: UserID(rawValue: user), limit: .max).count
                }
                #expect(counts[0] == counts[1], "round \(round)")
            }
            done.isSet.store(true, ordering: .relaxed)
            while !writer.isFinished { Thread.sleep(forTimeInterval: 0.01) }
        }
    }

    @Test func theDoctorSaysWhatToMend() throws {
        try inShop { folder in
            func examine(_ more: String...) throws -> (status: Int32, verdicts: [String: String], text: String) {
                let run = try BowerbirdProcess.run(["doctor"] + more, in: folder)
                let pairs = run.objects.compactMap { line in
                    (line["check"] as? String).flatMap { check in
                        (line["verdict"] as? String).map { (check, $0) }
                    }
                }
                return (run.status, Dictionary(pairs, uniquingKeysWith: { $1 }), run.output)
            }
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o700], ofItemAtPath: folder.appending(path: "shop").path)
            let well = try examine()
            #expect(well.status == 0, "\(well.text)")
            for check in ["folder", "disk", "schema", "integrity", "contents", "model", "libraries", "keys"] {
                #expect(well.verdicts[check] == "ok", "\(check): \(well.text)")
            }
            let open = try examine("--host", "0.0.0.0")
            #expect(open.status == 1 && open.verdicts["keys"] == "fail" && open.text.contains("bowerbird keys create"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "shop").path)
            #expect(try examine("--quick").verdicts["folder"] == "warn")

            let shop = try Shop(at: folder.appending(path: "shop"))
            let version = try #require(shop.bundles.currentVersion())
            let weights = shop.bundles.url.appending(path: version).appending(path: "ranking.safetensors")
            var bytes = try Data(contentsOf: weights)
            bytes[bytes.count - 1] ^= 1
            try bytes.write(to: weights)
            let damaged = try examine()
            #expect(damaged.status == 1 && damaged.verdicts["model"] == "fail" && damaged.text.contains("is damaged"))

            let none = try examine("--shop", "nowhere")
            #expect(none.status == 1 && none.verdicts["data"] == "fail")
            _ = try folder.appending(path: "shop").writing("this is no database", as: "shop.sqlite")
            let broken = try examine()
            #expect(broken.status == 1 && broken.text.contains("is not a Bowerbird database"))
        }
    }

    @Test func aRowThatRefersToNothingIsFound() throws {
        try inShop { folder in
            let line =
                "python3 -c \"import sqlite3; d = sqlite3.connect('shop/shop.sqlite'); "
                + "d.execute('UPDATE interactions SET item = 999 WHERE id = 1'); d.commit()\""
            #expect(try BowerbirdProcess.shell(line, in: folder).status == 0)
            let run = try BowerbirdProcess.run(["doctor"], in: folder)
            #expect(run.status == 1 && run.output.contains("refers to one of items that is not there"))
        }
    }

    @Test func theWayBackToAnEarlierModel() throws {
        try inShop(trainings: 3) { folder in
            func versions() throws -> [(version: String, isCurrent: Bool)] {
                try BowerbirdProcess.run(["models"], in: folder).objects.map {
                    ($0["version"] as? String ?? "", $0["current"] as? Bool ?? false)
                }
            }
            let before = try versions()
            #expect(before.map(\.isCurrent) == [true, false, false])
            let back = try BowerbirdProcess.run(["models", "rollback"], in: folder)
            #expect(back.objects.first?["current"] as? String == before[1].version, "\(back.errors)")
            #expect(try versions().map(\.isCurrent) == [false, true, false])
            let forward = try BowerbirdProcess.run(["models", "rollback", before[0].version], in: folder)
            #expect(forward.status == 0)
            #expect(try versions().map(\.version) == before.map(\.version))
            let unknown = try BowerbirdProcess.run(["models", "rollback", "../x"], in: folder)
            #expect(unknown.status == 1 && unknown.errors.contains("no model '../x' is kept"))
            #expect(try BowerbirdProcess.run(["models", "rollback", before[2].version], in: folder).status == 0)
            let end = try BowerbirdProcess.run(["models", "rollback"], in: folder)
            #expect(end.status == 1 && end.errors.contains("no model is older"))
            let table = try BowerbirdProcess.run(["models", "list", "--format", "table"], in: folder)
            #expect(table.output.contains("age_days"))
        }
    }
}

// An atomic value that a closure can hold.
private final class Flag: Sendable {
    let isSet = Atomic(false)
}
