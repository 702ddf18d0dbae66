import ArgumentParser
import Foundation
import ProductPages

/// Reads pages that are in memory, on one thread, and prints how many it reads in a second of the processor's time.
@main
struct PageBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "PageBenchmark",
        abstract: "Prints pages a second of the processor's time, the best of several runs.")

    @Argument(help: "A folder of HTML files.")
    var folder: String

    @Option(help: "How often all of them are read.")
    var runs = 5

    func run() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".html") }
            .sorted()
        let pages = try files.map { Array(try Data(contentsOf: URL(filePath: folder).appending(path: $0))) }
        var best = Double.infinity
        var prices = 0
        for _ in 0..<runs {
            let start = Self.processorSeconds()
            prices = 0
            for (file, page) in zip(files, pages) {
                // A page that is no product's has been read as well.
                if let product = try? ProductPage.read(page, fileName: file), product.price != nil { prices += 1 }
            }
            best = min(best, Self.processorSeconds() - start)
        }
        print("\(Int((Double(pages.count) / best).rounded())) pages/s, \(prices) of \(pages.count) with a price")
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
