import Foundation
import TestSupport
import Testing

/// `sentiment` and `categorize` as people use them.
@Suite struct TextCommandTests {
    private func inShop<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try withTemporaryFolder { folder in
            var rows = ["text,label"]
            for number in 0..<30 {
                rows.append(
                    number % 2 == 0 ? "good and light \(number),positive" : "broken and heavy \(number),negative")
            }
            _ = try folder.writing(rows.joined(separator: "\n") + "\n", as: "reviews.csv")
            _ = try folder.writing("query,category\ntent,Tents\nboots,Boots\nsmall tent,Tents\n", as: "queries.csv")
            #expect(try BowerbirdProcess.run(["import", "reviews", "reviews.csv"], in: folder).status == 0)
            #expect(try BowerbirdProcess.run(["import", "queries", "queries.csv"], in: folder).status == 0)
            #expect(try BowerbirdProcess.run(["train"], in: folder).status == 0)
            return try body(folder)
        }
    }

    @Test func unsureAnswersAbstain() throws {
        try inShop { folder in
            let sure = try BowerbirdProcess.run(["sentiment", "good and light", "--at-least", "0.6"], in: folder)
            #expect(sure.output.contains("\"label\":\"positive\""))
            #expect(!sure.output.contains("abstained"))
            let unsure = try BowerbirdProcess.run(["sentiment", "zzz", "--at-least", "0.99"], in: folder)
            #expect(unsure.output.contains("\"label\":null"))
            #expect(unsure.output.contains("\"abstained\":true"))
            let query = try BowerbirdProcess.run(["categorize", "zzz", "--at-least", "1"], in: folder)
            #expect(query.output.contains("\"categories\":[]"))
            #expect(try BowerbirdProcess.run(["sentiment", "x", "--at-least", "2"], in: folder).status == 2)
        }
    }

    @Test func tablesAreReadAsWhatTheyAre() throws {
        try inShop { folder in
            _ = try folder.writing(
                "stars,Review_ID,text,title\n5,r1,\"good, and light\",Fine\n1,,broken,\n1,r3,,\n", as: "in.csv")
            let table = try BowerbirdProcess.run(["sentiment", "--input", "in.csv"], in: folder)
            #expect(table.status == 3 && table.errors.contains("in.csv:4: text: it is empty"), "\(table.errors)")
            #expect(table.objects.map { $0["review_id"] as? String } == ["r1", nil])
            #expect(table.objects.map { $0["text"] as? String } == ["Fine. good, and light", "broken"])
            let cells = try BowerbirdProcess.run(["sentiment", "--input", "in.csv", "--format", "csv"], in: folder)
            #expect(cells.output.hasPrefix("review_id,label,probability,"))
            let lines = try BowerbirdProcess.run(
                ["sentiment", "--input", "-", "--input-format", "jsonl"], in: folder,
                input: #"{"review_id":"j","text":"good and light"}"# + "\n")
            #expect(lines.objects.map { $0["review_id"] as? String } == ["j"])
            let plain = try BowerbirdProcess.run(["sentiment", "-"], in: folder, input: "good, and light\nbroken\n")
            #expect(plain.objects.map { $0["text"] as? String } == ["good, and light", "broken"])
            _ = try folder.writing("q\tn\nsmall tent\t3\n", as: "queries.tsv")
            let queries = try BowerbirdProcess.run(["categorize", "--input", "queries.tsv"], in: folder)
            #expect(queries.objects.map { $0["query"] as? String } == ["small tent"], "\(queries.errors)")
        }
    }

    @Test func whatIsNoUTF8IsReplacedAndCounted() throws {
        try inShop { folder in
            let bytes: [UInt8] = Array("good ".utf8) + [0xFF] + Array(" light\nbad\u{0}nul\n".utf8)
            try Data(bytes).write(to: folder.appending(path: "texts.txt"))
            let outcome = try BowerbirdProcess.run(["sentiment", "--input", "texts.txt"], in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors.contains("1 texts are not all UTF-8"))
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines[0].contains("good \u{FFFD} light"))
            #expect(lines[1].contains("bad\\u0000nul"))
        }
    }
}
