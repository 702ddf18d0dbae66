import ArgumentParser
import Foundation
import ProductPages

/// Learns to tell which amount on a page is its price, and says how well that does on shops it has not seen.
@main
struct PriceScorerTraining: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "PriceScorerTraining",
        abstract: "Prints what a scorer gets right of the folds it has not learned from, then learns from all of them.")

    @Argument(help: "JSON Lines with file, url, prices and fold, as price_scorer.py writes them.")
    var list: String

    @Option(help: "Where the numbers of the scorer that learned from all pages go, as Swift.")
    var write: String?

    @Option(help: "Where every random choice starts.")
    var seed: UInt64 = 0

    private struct Row: Decodable {
        var file: String
        var url: String
        var prices: [Double]
        var fold: Int
    }

    private struct Page {
        var row: Row
        var bytes: [UInt8]
        var known: PricedPage
    }

    func run() throws {
        let decoder = JSONDecoder()
        let pages = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").map { line in
            let row = try decoder.decode(Row.self, from: Data(line.utf8))
            let bytes = Array(try Data(contentsOf: URL(filePath: row.file)))
            return Page(
                row: row, bytes: bytes,
                known: try PricedPage(bytes, fileName: row.file, url: row.url, prices: row.prices))
        }
        print("| shops | pages with a price | right, seen alone | F1, seen alone | F1, with markup |")
        print("|---|--:|--:|--:|--:|")
        var seen = Count()
        var whole = Count()
        for fold in Set(pages.map(\.row.fold)).sorted() {
            let scorer = try PriceScorer(
                learningFrom: pages.filter { $0.row.fold != fold }.map(\.known), seed: seed, threads: 2)
            for page in pages where page.row.fold == fold { judge(page, scorer, &seen, &whole) }
        }
        show("not learned from", seen, whole)
        let scorer = try PriceScorer(learningFrom: pages.map(\.known), seed: seed, threads: 2)
        (seen, whole) = (Count(), Count())
        for page in pages { judge(page, scorer, &seen, &whole) }
        show("learned from", seen, whole)
        if let write { try scorer.source.write(toFile: write, atomically: true, encoding: .utf8) }
    }

    private struct Count {
        var right = 0
        var given = 0
        var wanted = 0

        mutating func add(_ price: Double?, _ page: Page) {
            if !page.row.prices.isEmpty { wanted += 1 }
            guard let price else { return }
            given += 1
            if page.known.isPrice(price) { right += 1 }
        }

        var f1: Double { 2 * Double(right) / Double(max(given + wanted, 1)) }
    }

    private func judge(_ page: Page, _ scorer: PriceScorer, _ seen: inout Count, _ whole: inout Count) {
        seen.add(page.known.price(scorer), page)
        var settings = PageSettings()
        settings.priceScorer = scorer
        // As `extract` reads a file, which does not know its address.
        whole.add(try? ProductPage.read(page.bytes, fileName: page.row.file, settings: settings).price, page)
    }

    private func show(_ shops: String, _ seen: Count, _ whole: Count) {
        func digits(_ value: Double) -> String { String(format: "%.3f", value) }
        print("| \(shops) | \(seen.wanted) | \(seen.right) | \(digits(seen.f1)) | \(digits(whole.f1)) |")
    }
}
