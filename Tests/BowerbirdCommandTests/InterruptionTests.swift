import Foundation
import TestSupport
import Testing

/// Killed, starved or crowded out, a shop stays whole.
@Suite struct InterruptionTests {
    private func manyEvents(_ count: Int) -> String {
        var text = "user_id,item_id,timestamp\n"
        for number in 0..<count { text += "u\(number % 5000),i\(number * 7919 % 3000),\(1_700_000_000 + number)\n" }
        return text
    }

    @Test func aKilledImportLeavesWholeBatches() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing(manyEvents(300_000), as: "events.csv")
            // However far it came, the shop opens, and the same import completes it.
            for delay in ["0.02", "0.1", "0.3"] {
                let killed = try BowerbirdProcess.shell(
                    "$BOWERBIRD import interactions events.csv & p=$!; sleep \(delay); kill -9 $p 2>/dev/null; wait $p; true",
                    in: folder)
                #expect(killed.status == 0)
            }
            let finished = try BowerbirdProcess.run(["import", "interactions", "events.csv"], in: folder)
            #expect(finished.status == 0, "\(finished.errors)")
            let status = try BowerbirdProcess.run(["status"], in: folder).objects.first
            #expect((status?["stored"] as? [String: Any])?["interactions"] as? Int == 300_000)
        }
    }

    /// A file put in the place of a pipe, or of /dev/null, would be the end of it.
    @Test func pipesStayPipes() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing("user_id,item_id,timestamp\nu,i,2026-01-01\n", as: "events.csv")
            #expect(try BowerbirdProcess.run(["import", "interactions", "events.csv"], in: folder).status == 0)
            let piped = try BowerbirdProcess.shell(
                """
                mkfifo pipe; cat pipe > copy & $BOWERBIRD status --output pipe && wait && test -p pipe && cat copy; \
                ln -s pipe link; cat link > again & $BOWERBIRD status --output link && wait && test -p pipe && test -s again
                """, in: folder)
            #expect(piped.status == 0 && piped.output.contains("interactions"), "\(piped.errors)")
        }
    }

    @Test func aKilledTrainingLeavesTheModelThatWas() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing(manyEvents(60_000), as: "events.csv")
            #expect(try BowerbirdProcess.run(["import", "interactions", "events.csv"], in: folder).status == 0)
            #expect(try BowerbirdProcess.run(["train", "--preset", "fast"], in: folder).status == 0)
            func version() throws -> String? {
                let status = try BowerbirdProcess.run(["status"], in: folder).objects.first
                return (status?["model"] as? [String: Any])?["version"] as? String
            }
            let before = try version()
            _ = try BowerbirdProcess.shell(
                "$BOWERBIRD train --seed 1 & p=$!; sleep 0.3; kill -9 $p 2>/dev/null; wait $p; true", in: folder)
            #expect(try version() == before)
            #expect(try BowerbirdProcess.run(["recommend", "u1"], in: folder).status == 0)
        }
    }

    @Test func aStoppedCommandLeavesNoHalfFile() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing("text\nfine\n", as: "few.csv")
            // A pipe that nobody writes to: the command waits with its file begun.
            let stopped = try BowerbirdProcess.shell(
                """
                mkfifo pipe; sleep 60 > pipe & s=$!; env --default-signal=TERM $BOWERBIRD tokenize --input pipe --output tokens.jsonl & p=$!
                for i in $(seq 500); do ls tokens.jsonl.incomplete-* 2>/dev/null && break; sleep 0.02; done
                kill -TERM $p; wait $p; echo "status $?"; kill $s; wait $s; true
                """, in: folder)
            #expect(stopped.output.contains("tokens.jsonl.incomplete-"), "\(stopped.errors)")
            #expect(stopped.output.contains("status 143"))
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.filter { $0.hasPrefix("tokens") }.isEmpty)
        }
    }

    @Test func aFullDiskIsToldAndHarmsNothing() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing("user_id,item_id,timestamp\nu,a,1700000000\nv,a,1700000001\n", as: "few.csv")
            _ = try folder.writing(manyEvents(100_000), as: "many.csv")
            #expect(try BowerbirdProcess.run(["import", "interactions", "few.csv"], in: folder).status == 0)
            // A limit on file sizes, in KiB, fails writes the way a full disk does.
            let full = try BowerbirdProcess.shell("ulimit -f 400; $BOWERBIRD import interactions many.csv", in: folder)
            #expect(full.status == 1)
            #expect(full.errors.contains("bowerbird: "))
            let status = try BowerbirdProcess.run(["status"], in: folder).objects.first
            let stored = try #require((status?["stored"] as? [String: Any])?["interactions"] as? Int)
            #expect(stored >= 2)
            #expect(try BowerbirdProcess.run(["import", "interactions", "many.csv"], in: folder).status == 0)

            let output = try BowerbirdProcess.shell("$BOWERBIRD status > /dev/full", in: folder)
            #expect(output.status == 1)
            #expect(output.errors.contains("No space left on device"))
            #expect(try BowerbirdProcess.run(["train", "--preset", "fast"], in: folder).status == 0)
            let starved = try BowerbirdProcess.shell("ulimit -f 100; $BOWERBIRD train --preset fast", in: folder)
            #expect(starved.status == 1)
            #expect(try BowerbirdProcess.run(["recommend", "u1"], in: folder).status == 0)
        }
    }
}
