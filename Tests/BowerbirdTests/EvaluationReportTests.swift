import Bowerbird
import Foundation
import FoundationXML
import TestSupport
import Testing

@Suite struct EvaluationReportTests {
    private static let interactions: String = {
        var rows = "user_id,item_id,timestamp\n"
        for user in 0..<60 {
            let items = user % 2 == 0 ? ["a", "b", "c"] : ["c", "b", "a"]
            for (step, item) in items.enumerated() {
                rows += "u\(user),\(item),\(1_768_000_000 + user * 3600 + step)\n"
            }
        }
        return rows
    }()

    /// The text of every cell of every table, by the elements of a page that is read as XML.
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [String: Int] = [:]
        var text = ""
        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { elements[name, default: 0] += 1 }
        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }

    private func read(_ page: String) throws -> Reader {
        let parser = XMLParser(data: Data(page.utf8))
        let reader = Reader()
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError)) at line \(parser.lineNumber)")
        return reader
    }

    @Test func everyRowIsOnThePageAndInTheTable() throws {
        try SmallShop.with(interactions: Self.interactions) { shop in
            let result = try shop.evaluateRanking(threads: 2)
            try withTemporaryFolder { folder in
                let target = folder.appending(path: "deep/report")
                try result.writeReport(to: target)
                let page = try String(contentsOf: target.appending(path: "report.html"), encoding: .utf8)
                let reader = try read(page)
                for row in result.rows {
                    let value = String(format: "%.4f", row.value)
                    #expect(reader.text.contains(value), "\(row)")
                    #expect(reader.text.contains(row.model))
                }
                // Models side by side, differences, two kinds of slices, calibration.
                #expect(reader.elements["svg"] == 5)
                #expect(reader.elements["title"] == 6 && reader.elements["desc"] == 5)
                #expect(reader.text.contains(try #require(result.summary).dropFirst()))
                for forbidden in ["<script", "<link", "<img", "src=", "url(", "@import"] {
                    #expect(!page.contains(forbidden), "\(forbidden)")
                }
                #expect(page.contains("prefers-color-scheme: dark"))
                let csv = try String(contentsOf: target.appending(path: "metrics.csv"), encoding: .utf8)
                let lines = csv.split(separator: "\n")
                #expect(lines.count == result.rows.count + 1)
                #expect(lines[0] == "model,metric,value,low,high,n,against,p,p_holm,effect_size")
            }
        }
    }

    @Test func labelsOfTextsAreEscapedAndTabulated() throws {
        var queries = "query,category\n"
        for number in 0..<120 {
            queries += number % 2 == 0 ? "tent \(number),<Tents & more\n" : "boots \(number),Boots\n"
        }
        try SmallShop.with(queries: queries) { shop in
            let result = try shop.evaluateCategories(threads: 2)
            try withTemporaryFolder { folder in
                try result.writeReport(to: folder)
                let page = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
                let reader = try read(page)
                #expect(reader.text.contains("<Tents & more"))
                #expect(reader.text.contains("Confusion") && reader.text.contains("By label"))
                #expect(reader.elements["svg"] == 2)
            }
        }
    }

    @Test func everyMetricIsDefined() throws {
        try SmallShop.with(interactions: Self.interactions, reviews: SmallShop.reviews) { shop in
            let lists = try shop.evaluateRanking(threads: 2)
            let texts = try shop.evaluateSentiment(folds: 2, threads: 2)
            for (result, metrics) in [(lists, lists.rows.map(\.metric)), (texts, texts.rows.map(\.metric))] {
                try withTemporaryFolder { folder in
                    try result.writeReport(to: folder)
                    let page = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
                    let definitions = page.components(separatedBy: "What the metrics mean").last ?? ""
                    for metric in Set(metrics) {
                        var name = metric.replacing(/@[0-9]+/, with: "@K")
                        if metric.contains("[") { name = "NDCG@10 [slice]" }
                        #expect(definitions.contains("<td>\(name)</td>"), "\(metric)")
                    }
                }
            }
        }
    }
}
