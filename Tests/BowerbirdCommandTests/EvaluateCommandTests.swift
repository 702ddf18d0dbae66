import Foundation
import TestSupport
import Testing

@Suite struct EvaluateCommandTests {
    private func inShop<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try withTemporaryFolder { folder in
            var rows = "user_id,item_id,timestamp\n"
            for user in 0..<40 {
                let items = user % 2 == 0 ? ["a", "b", "c"] : ["c", "b", "a"]
                for (step, item) in items.enumerated() {
                    rows += "u\(user),\(item),\(1_767_225_600 + user * 3600 + step * 60)\n"
                }
            }
            _ = try folder.writing(rows, as: "events.csv")
            #expect(try BowerbirdProcess.run(["import", "interactions", "events.csv"], in: folder).status == 0)
            return try body(folder)
        }
    }

    @Test func rowsAreOfOneShapeInEveryFormat() throws {
        try inShop { folder in
            let lines = try BowerbirdProcess.run(["evaluate", "ranking"], in: folder)
            #expect(lines.status == 0, "\(lines.errors)")
            let comparisons = lines.objects.filter { $0["against"] != nil }
            let metrics = lines.objects.filter { $0["against"] == nil }
            let first = try #require(comparisons.first)
            #expect(Set(first.keys).isSuperset(of: ["p", "p_holm", "effect_size"]))
            #expect(metrics.allSatisfy { Set($0.keys) == ["model", "metric", "value", "low", "high", "n"] })
            #expect(lines.errors.contains("best baseline"))

            let csv = try BowerbirdProcess.run(["evaluate", "ranking", "--format", "csv", "--quiet"], in: folder)
            let rows = csv.output.split(separator: "\n")
                .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            #expect(rows[0].joined(separator: ",") == "model,metric,value,low,high,n,against,p,p_holm,effect_size")
            #expect(rows.allSatisfy { $0.count == 10 })
            #expect(rows.count == lines.objects.count + 1)
            #expect(csv.errors.isEmpty)
        }
    }

    @Test func theReportIsWrittenBesideTheRows() throws {
        try inShop { folder in
            let outcome = try BowerbirdProcess.run(
                ["evaluate", "ranking", "--no-baselines", "--report", "out/report", "--format", "csv"], in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("out/report/report.html"))
            let report = folder.appending(path: "out/report")
            #expect(
                try String(contentsOf: report.appending(path: "report.html"), encoding: .utf8)
                    .hasPrefix("<!DOCTYPE html>"))
            let rows = try String(contentsOf: report.appending(path: "metrics.csv"), encoding: .utf8)
            // Without comparisons, what is printed has fewer columns and as many rows.
            #expect(rows.split(separator: "\n").count == outcome.output.split(separator: "\n").count)
            _ = try folder.writing("", as: "a-file")
            let refused = try BowerbirdProcess.run(["evaluate", "ranking", "--report", "a-file"], in: folder)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("a-file"))
        }
    }

    @Test func foldsAndSplitExcludeEachOther() throws {
        try inShop { folder in
            for arguments in [["--folds", "3", "--split", "last-one"], ["--folds", "1"]] {
                let outcome = try BowerbirdProcess.run(["evaluate", "ranking"] + arguments, in: folder)
                #expect(outcome.status == 2)
                #expect(outcome.errors.contains("--folds"))
            }
        }
    }
}
