import Foundation
import TestSupport
import Testing

/// The executable as people use it: arguments in, text and exit codes out.
@Suite struct CommandTests {
    private static let events = """
        user_id,item_id,timestamp,event_type
        anna,tent,2026-01-01,purchase
        anna,bag,2026-01-02,purchase
        bob,tent,2026-01-03,purchase
        bob,bag,2026-01-04,purchase
        cy,boots,2026-01-03,view
        cy,socks,2026-01-04,view
        dan,tent,2026-01-05,view

        """

    private func inShop<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try withTemporaryFolder { folder in
            _ = try folder.writing(Self.events, as: "events.csv")
            #expect(try BowerbirdProcess.run(["import", "interactions", "events.csv"], in: folder).status == 0)
            return try body(folder)
        }
    }

    @Test func helpAndVersionAreAnswers() throws {
        try withTemporaryFolder { folder in
            let help = try BowerbirdProcess.run(["--help"], in: folder)
            #expect(help.status == 0)
            #expect(help.output.contains("bowerbird import interactions events.csv"))
            for command in [
                "import", "train", "recommend", "similar", "sentiment", "aspects", "categorize", "evaluate", "extract",
                "tokenize", "status", "demo",
            ] {
                let outcome = try BowerbirdProcess.run([command, "--help"], in: folder)
                #expect(outcome.status == 0)
                #expect(outcome.output.contains("Example"), "\(command)")
            }
            for kind in ["interactions", "products", "users", "reviews", "queries", "sessions", "pages", "dataset"] {
                let outcome = try BowerbirdProcess.run(["import", kind, "--help"], in: folder)
                #expect(outcome.output.contains("Example: bowerbird import \(kind) "), "\(kind)")
            }
            for command in [
                "train", "recommend", "similar", "sentiment", "aspects", "categorize", "predict", "segments",
                "audience",
                "forecast", "evaluate", "extract", "tokenize", "status", "serve", "export-user", "forget-user",
                "keys create", "keys list", "keys revoke", "models list", "models rollback", "experiments list",
                "experiments start", "experiments stop", "experiments report", "backup", "restore", "doctor", "demo",
                "import users", "import pages", "import dataset",
            ] {
                let words = command.split(separator: " ").map(String.init)
                let help = try BowerbirdProcess.run(words + ["--help"], in: folder).output
                for option in ["--seed", "--threads", "--quiet"] { #expect(help.contains(option), "\(command)") }
            }
            let version = try BowerbirdProcess.run(["--version"], in: folder)
            #expect(version.status == 0)
            #expect(version.output.first?.isNumber == true)
        }
    }

    @Test(arguments: [
        ["no-such-command"], ["recommend"], ["train", "--only", "nothing"], ["recommend", "x", "--top", "0"],
        ["evaluate", "ranking", "--split", "half"], ["import", "interactions"], ["train", "--threads", "0"],
        ["train", "--only", ""], ["import", "interactions", "events.csv", "--map", "foo"],
        ["import", "interactions", "-"],
        ["import", "interactions", "events.csv", "--map", "user_id=nope"], ["import", "dataset", "nope", "events.csv"],
        ["evaluate", "sentiment", "--split", "last-one"], ["evaluate", "categories", "--split", "random:0.8"],
        ["predict", "quantity", "--all", "--explain"], ["predict", "spend", "--all", "--explain"],
        ["predict", "timing", "--all", "--explain"], ["predict", "browse", "--all", "--explain"],
        ["sentiment", "x", "--input-format", "csv"],
    ])
    func wrongUsageIsTwo(_ arguments: [String]) throws {
        try inShop { folder in
            let outcome = try BowerbirdProcess.run(arguments, in: folder)
            #expect(outcome.status == 2)
            #expect(!outcome.errors.isEmpty)
            #expect(outcome.output.isEmpty)
        }
    }

    @Test func trainAndRecommend() throws {
        try inShop { folder in
            let trained = try BowerbirdProcess.run(["train", "--quiet"], in: folder)
            #expect(trained.status == 0, "\(trained.errors)")
            #expect(trained.errors.isEmpty)
            let lists = try BowerbirdProcess.run(
                ["recommend", "dan", "nobody", "--top", "2", "--explain"], in: folder
            ).objects
            #expect(lists.map { $0["user_id"] as? String } == ["dan", "nobody"])
            let items = try #require(lists[0]["items"] as? [[String: Any]])
            #expect(items.count == 2)
            #expect(items[0]["item_id"] as? String == "bag")
            #expect(items[0]["rank"] as? Int == 1)
            #expect((items[0]["reasons"] as? [[String: Any]])?.isEmpty == false)
            #expect(lists[0]["cold_start"] == nil)
            #expect(lists[1]["cold_start"] as? Bool == true)
            #expect(lists[0]["model"] as? String == lists[1]["model"] as? String)

            let all = try BowerbirdProcess.run(
                ["recommend", "--all", "--format", "csv", "--output", "lists.csv"], in: folder)
            #expect(all.status == 0)
            #expect(all.output.isEmpty)
            let csv = try String(contentsOf: folder.appending(path: "lists.csv"), encoding: .utf8)
            #expect(csv.hasPrefix("user_id,rank,item_id,score,title\nanna,1,"))
            // The lists of all users are those of each, with their reasons.
            let everybody = ["anna", "bob", "cy", "dan"]
            let explained = try BowerbirdProcess.run(["recommend", "--all", "--explain", "--threads", "2"], in: folder)
            let single = try BowerbirdProcess.run(["recommend"] + everybody + ["--explain"], in: folder)
            #expect(explained.output == single.output && explained.output.contains("\"reasons\":[{"))
            let paged = try BowerbirdProcess.run(
                ["recommend", "cy", "--page", "--top", "1", "--format", "csv", "--quiet"], in: folder)
            let cursor = try #require(paged.errors.firstMatch(of: #/next page of cy: --cursor (\S+)\n/#)?.1)
            let second = try BowerbirdProcess.run(
                ["recommend", "cy", "--top", "1", "--cursor", String(cursor), "--format", "csv"], in: folder)
            #expect(second.status == 0 && second.output.contains("\ncy,2,"), "\(second.errors)")

            let sessions = try folder.writing("tent\nboots unknown-item\n", as: "sessions.txt")
            let next = try BowerbirdProcess.run(["recommend", "--sessions", sessions, "--top", "1"], in: folder).objects
            #expect(next.map { $0["line"] as? Int } == [1, 2])
            let first = (next[0]["items"] as? [[String: Any]])?.first
            #expect(first?["item_id"] as? String == "bag")

            let users = try BowerbirdProcess.run(["recommend", "--users", "-"], in: folder, input: "anna\n\nbob\n")
            #expect(users.objects.count == 2)
            let similar = try BowerbirdProcess.run(["similar", "tent", "--format", "table"], in: folder)
            #expect(similar.output.contains("bag"))
        }
    }

    @Test func rejectedRowsAreThree() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing("user_id,item_id,timestamp\nu,a,1700000000\nu,b,soon\n", as: "events.csv")
            let outcome = try BowerbirdProcess.run(
                ["import", "interactions", "events.csv", "--rejects", "bad.csv"], in: folder)
            #expect(outcome.status == 3)
            #expect(outcome.errors.contains("events.csv:3: timestamp:"))
            #expect(try String(contentsOf: folder.appending(path: "bad.csv"), encoding: .utf8).contains("u,b,soon"))
            let strict = try BowerbirdProcess.run(
                ["import", "interactions", "events.csv", "--strict", "--shop", "other"], in: folder)
            #expect(strict.status == 1)
            let status = try BowerbirdProcess.run(["status", "--shop", "other"], in: folder).objects.first
            #expect((status?["stored"] as? [String: Any])?["interactions"] as? Int == 0)
        }
    }

    @Test func errorsNameTheMend() throws {
        try inShop { folder in
            let untrained = try BowerbirdProcess.run(["recommend", "anna"], in: folder)
            #expect(untrained.status == 1)
            #expect(untrained.errors.contains("bowerbird train"))
            let nowhere = try BowerbirdProcess.run(["train", "--shop", "nowhere"], in: folder)
            #expect(nowhere.status == 1)
            #expect(nowhere.errors.contains("bowerbird import"))
            let missing = try BowerbirdProcess.run(["import", "products", "gone.csv"], in: folder)
            #expect(missing.status == 1)
            #expect(missing.errors.contains("gone.csv"))
            _ = try folder.writing("kunde,item_id,timestamp\nu,a,1\n", as: "german.csv")
            let column = try BowerbirdProcess.run(["import", "interactions", "german.csv"], in: folder)
            #expect(column.status == 1)
            #expect(column.errors.contains("--map"))
            let mapped = try BowerbirdProcess.run(
                ["import", "interactions", "german.csv", "--map", "kunde=user_id"], in: folder)
            #expect(mapped.status == 0, "\(mapped.errors)")
        }
    }

    @Test func wordsAreTokenizedClassifiedAndExplained() throws {
        try withTemporaryFolder { folder in
            let tokens = try BowerbirdProcess.run(["tokenize", "这个帐篷很轻"], in: folder).objects
            #expect(tokens.compactMap { $0["token"] as? String }.joined() == "这个帐篷很轻")
            #expect(
                tokens.contains {
                    $0["token"] as? String == "帐篷" && $0["start"] as? Int == 6 && $0["end"] as? Int == 12
                        && $0["kind"] as? String == "ideographic" && $0["script"] as? String == "Hani"
                })
            try Data([0x61, 0xFF, 0x20, 0x62, 0x0A]).write(to: folder.appending(path: "damaged.txt"))
            let damaged = try BowerbirdProcess.run(["tokenize", "--input", "damaged.txt"], in: folder)
            #expect(damaged.objects.last?["start"] as? Int == 3)
            #expect(damaged.errors.contains("1 ill-formed"), "\(damaged.errors)")
            let read = try BowerbirdProcess.run(
                ["tokenize", "-", "--quiet", "--seed", "1"], in: folder, input: "a b\nc\n")
            #expect(read.objects.compactMap { $0["token"] as? String } == ["a", "b", "c"])

            _ = try folder.writing("text,label\ngood tent,1\ngreat bag,1\nbad tent,0\nbad bag,0\n", as: "reviews.csv")
            _ = try folder.writing("query,category\ntent,Tents\nbag,Bags\n", as: "queries.csv")
            for kind in ["reviews", "queries"] {
                #expect(try BowerbirdProcess.run(["import", kind, kind + ".csv"], in: folder).status == 0)
            }
            #expect(try BowerbirdProcess.run(["train"], in: folder).status == 0)
            let mood = try #require(
                try BowerbirdProcess.run(["sentiment", "bad bad tent", "--explain"], in: folder).objects.first)
            #expect(mood["label"] as? String == "negative")
            let contributions = try #require(mood["contributions"] as? [[String: Any]])
            let sum = contributions.reduce(mood["intercept"] as? Double ?? .nan) {
                $0 + ($1["weight"] as? Double ?? .nan)
            }
            #expect(abs(sum - (mood["logit"] as? Double ?? .nan)) < 1e-3)
            let probabilities = try #require(mood["probabilities"] as? [String: Double])
            #expect(abs(probabilities.values.reduce(0, +) - 1) < 1e-3)
            let query = try BowerbirdProcess.run(
                ["categorize", "--input", "-", "--top", "1"], in: folder, input: "bag\n")
            let categories = try #require(query.objects.first?["categories"] as? [[String: Any]])
            #expect(categories.map { $0["category"] as? String } == ["Bags"])
            let why = try #require(
                try BowerbirdProcess.run(["categorize", "big bag", "--explain"], in: folder).objects.first)
            let nearest = try #require(why["nearest"] as? [[String: Any]])
            #expect(nearest.first?["query"] as? String == "bag" && nearest.first?["category"] as? String == "Bags")
            #expect(nearest.allSatisfy { (0...1).contains($0["similarity"] as? Double ?? -1) })
            let changes = try #require(why["changes"] as? [[String: Any]])
            #expect(changes.allSatisfy { $0["category"] as? String == "Tents" })
        }
    }

    @Test func pagesAreExtracted() throws {
        let pages = Repository.corpora.appending(path: "pages")
        let one = try BowerbirdProcess.run(["extract", "tarp-json-ld.html"], in: pages)
        #expect(one.status == 0)
        #expect(one.objects.first?["price"] as? Double == 79)
        #expect((one.objects.first?["source"] as? [String: String])?["price"] == "json-ld")
        let some = try BowerbirdProcess.run(["extract", "tarp-json-ld.html", "gone.html"], in: pages)
        #expect(some.status == 3)
        #expect(some.objects.count == 1)
        #expect(some.errors.contains("gone.html"))
        let why = try BowerbirdProcess.run(["extract", "tarp-json-ld.html", "--explain"], in: pages)
        #expect(
            (why.objects.first?["evidence"] as? [[String: Any]])?.contains { $0["field"] as? String == "price" }
                ?? false)
        let rows = try BowerbirdProcess.run(
            ["extract", "tarp-json-ld.html", "--explain", "--format", "csv"], in: pages)
        #expect(rows.output.hasPrefix("file,item_id,field,source,value,confidence,taken\ntarp-json-ld.html,"))
    }

    @Test func markupIsPrintedOfWhateverHoldsPages() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing("<meta property=og:title content=Mug><h1>Mug</h1>", as: "mug.html")
            _ = try folder.writing("\u{1}\u{2}PNG", as: "photo.html")
            let read = try BowerbirdProcess.run(["extract", "--markup", ".", "gone.html"], in: folder)
            #expect(read.status == 3)
            #expect(read.objects.map { $0["file"] as? String } == ["./mug.html"])
            #expect(read.errors.contains("./photo.html: this is not HTML"))
            #expect(read.errors.contains("gone.html: "))
        }
    }

    @Test func aPageThatIsMissingAmongOthersIsLeftOut() throws {
        try withTemporaryFolder { folder in
            _ = try folder.writing("<h1>Mug</h1><b class=price>$5</b>", as: "mug.html")
            let some = try BowerbirdProcess.run(["import", "pages", "gone.html", "mug.html"], in: folder)
            #expect(some.status == 3)
            #expect(some.errors.contains("gone.html:1: No such file") && some.errors.contains("products 1 new"))
            let none = try BowerbirdProcess.run(["import", "pages", "gone.html", "--shop", "other"], in: folder)
            #expect(none.status == 1)
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "other").path))
            let unnamed = try BowerbirdProcess.run(
                ["import", "pages", "-"], in: folder, input: "<h1>Mug</h1><b class=price>$5</b>")
            #expect(unnamed.status == 3 && unnamed.errors.contains("neither a code nor an address"))
        }
    }

    @Test func whereThereIsNoPageItIsTold() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "empty"), withIntermediateDirectories: true)
            let none = try BowerbirdProcess.run(["extract", "empty"], in: folder)
            #expect(none.status == 1 && none.output.isEmpty)
            #expect(none.errors.contains("no page was found"))
        }
    }

    @Test func titlesDoNotRuleTheTerminal() throws {
        try withTemporaryFolder { folder in
            let title =
                "<meta property=og:type content=product><h1>Red\u{1B}[31m\u{202E}\u{7}</h1><b class=price>$5</b>"
            _ = try folder.writing(title, as: "mug.html")
            let table = try BowerbirdProcess.run(["extract", "mug.html", "--format", "table"], in: folder)
            #expect(table.output.contains("Red\u{FFFD}[31m\u{FFFD}"), "\(table.output)\(table.errors)")
            #expect(!table.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{7}" })
            let csv = try BowerbirdProcess.run(["extract", "mug.html", "--format", "csv"], in: folder)
            #expect(csv.output.contains("\u{1B}[31m\u{202E}"))
        }
    }

    @Test func aFileThatCannotBeWrittenIsToldBeforeTheTraining() throws {
        try inShop { folder in
            let outcome = try BowerbirdProcess.run(["train", "--output", "gone/metrics.jsonl"], in: folder)
            #expect(outcome.status == 1 && outcome.errors.contains("gone/metrics.jsonl"))
            #expect(!outcome.errors.contains("ranking"))
            let status = try BowerbirdProcess.run(["status"], in: folder).objects.first
            #expect(status?["model"] is NSNull)
            // What failed leaves no file behind.
            let failed = try BowerbirdProcess.run(
                ["recommend", "x", "--sessions", "gone.txt", "--output", "lists"], in: folder)
            #expect(failed.status == 2)
            _ = try BowerbirdProcess.run(["train", "--only", "ranking", "--preset", "fast"], in: folder)
            let unread = try BowerbirdProcess.run(
                ["recommend", "--sessions", "gone.txt", "--output", "lists"], in: folder)
            #expect(unread.status == 1)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("lists") }
            #expect(left.isEmpty)
        }
    }

    @Test func statusTellsSessionsAndAge() throws {
        try inShop { folder in
            _ = try folder.writing("session_id,purchased,pages\ns,true,3\nt,false,1\n", as: "visits.csv")
            let stored = try BowerbirdProcess.run(["import", "sessions", "visits.csv"], in: folder)
            #expect(stored.status == 0, "\(stored.errors)")
            #expect(
                try BowerbirdProcess.run(["train", "--only", "ranking", "--preset", "fast"], in: folder).status == 0)
            let status = try #require(try BowerbirdProcess.run(["status"], in: folder).objects.first)
            #expect((status["stored"] as? [String: Any])?["sessions"] as? Int == 2)
            let age = try #require((status["model"] as? [String: Any])?["age_days"] as? Double)
            #expect(age >= 0 && age < 1)
        }
    }

    @Test func webArchivesAreReadPageByPage() throws {
        func record(_ body: String, _ status: String, _ address: String) -> String {
            let response = "HTTP/1.1 \(status)\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\(body)"
            return "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: \(address)\r\n"
                + "Content-Type: application/http;msgtype=response\r\nContent-Length: \(response.utf8.count)\r\n\r\n\(response)\r\n\r\n"
        }
        let archive =
            record("<h1>Mug</h1><b class=price>$5</b>", "200 OK", "https://a.example/p/mug-5")
            + record("gone", "404 Not Found", "https://a.example/p/gone")
            + record("<h1>About us</h1>", "200 OK", "https://a.example/about")
        try withTemporaryFolder { folder in
            _ = try folder.writing(archive, as: "crawl.warc")
            for arguments in [["extract", "crawl.warc"], ["extract", "-"]] {
                let read = try BowerbirdProcess.run(arguments, in: folder, input: arguments[1] == "-" ? archive : nil)
                #expect(read.status == 3)
                #expect(read.objects.map { $0["item_id"] as? String } == ["mug-5"])
                #expect(read.errors.contains("https://a.example/about"))
            }
            _ = try folder.writing(record("gone", "404 Not Found", "https://a.example/p/gone"), as: "gone.warc")
            let none = try BowerbirdProcess.run(["extract", "gone.warc"], in: folder)
            #expect(none.status == 1 && none.errors.contains("gone.warc: none of its 1 records is HTML"))
            let stored = try BowerbirdProcess.run(["import", "pages", "crawl.warc"], in: folder)
            #expect(stored.status == 3)
            #expect(stored.errors.contains("products 1 new"), "\(stored.errors)")
        }
    }

    @Test func theDemonstrationRuns() throws {
        let outcome = try BowerbirdProcess.run(["demo"], in: Repository.root)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("8 of 8"))
        #expect(outcome.output.contains("fay is new here"))
    }
}
