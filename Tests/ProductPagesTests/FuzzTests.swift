import Foundation
import Testing

@testable import ProductPages

/// Mutated pages, and pages full of one thing, are read or refused, and what is read is sound. `Benchmarks/pages/fuzz.sh` runs the same for longer, on other
/// pages, and says how long the slowest took.
@Suite struct FuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let runs = environment["BOWERBIRD_FUZZ_RUNS"].flatMap { Int($0) } ?? 1500
    private static let seed = environment["BOWERBIRD_FUZZ_SEED"].flatMap { UInt64($0) } ?? 17

    private static let inline = [
        "<html lang=en><script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":{\"price\":\"3\"}}</script>",
        "<div itemscope itemtype='http://schema.org/Product' itemref=a><b id=a itemprop=name>Lamp</b></div><table><tr><td>SKU<td>1",
        "<nav class=breadcrumb><a href=/>Home</a> &gt; <a href=/l>Lamps</a></nav><h1>Lamp</h1><p class=price>1.299,00&nbsp;€</p>",
        "<h1>Lamp</h1><script>window.s = {product: {name: 'Lamp', sku: 'L-1', price: 3}}</script><form class=cart><button>Buy</button></form>",
        "<div typeof=Product vocab=http://schema.org/><span property=name>Lamp</span></div><div class=review><p class=rating>4/5</p><p>Bright and warm light.</p></div>",
    ].map { Array($0.utf8) }

    // The demonstration shop's pages, or those of a folder.
    private static func seeds() throws -> [[UInt8]] {
        let shop = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../corpora/pages").standardizedFileURL
        let folder = environment["BOWERBIRD_FUZZ_PAGES"].map { URL(fileURLWithPath: $0) } ?? shop
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return inline
            + (try names.filter { $0.hasSuffix(".html") }.map {
                Array(try Data(contentsOf: folder.appendingPathComponent($0)))
            })
    }

    @Test func mutatedPagesAreReadOrRefused() throws {
        var mutator = PageMutator(seed: Self.seed, seeds: try Self.seeds(), largest: 1 << 20)
        try Self.read(Self.runs, "mutated") { mutator.next() }
    }

    // Half of them as small as a page without pictures, half as large as shops' pages are.
    @Test(arguments: [1 << 15, 1 << 18])
    func pagesFullOfOneThingAreReadOrRefused(_ size: Int) throws {
        var grammar = PageGrammar(seed: Self.seed, size: size)
        try Self.read(min(Self.runs / 10, 20_000), "of \(size) bytes") { grammar.next() }
    }

    private static func read(_ runs: Int, _ name: String, _ next: () -> [UInt8]) throws {
        var report = FuzzReport()
        for run in 0..<runs {
            let bytes = next()
            let start = FuzzReport.seconds
            let page = try? ProductPage.read(bytes, fileName: "fuzzed")
            report.add(bytes, FuzzReport.seconds - start, run, isPage: page != nil)
            guard let page else { continue }
            #expect(page.confidence.values.allSatisfy { (0...1).contains($0) }, "run \(run)")
            #expect(page.price.map { $0 > 0 && $0.isFinite } ?? true, "run \(run)")
            #expect(page.rating.map { (0...5).contains($0) } ?? true, "run \(run)")
            #expect(!page.itemID.isEmpty, "run \(run)")
            if run.isMultiple(of: 16) {
                #expect(page == (try? ProductPage.read(bytes, fileName: "fuzzed")), "run \(run)")
            }
        }
        if environment["BOWERBIRD_FUZZ_RUNS"] != nil {
            report.readSlowestAgain { _ = try? ProductPage.read($0, fileName: "fuzzed") }
            print(name, report.text)
        }
        if let path = environment["BOWERBIRD_FUZZ_KEEP"] {
            try Data(report.slowest.first?.page ?? []).write(
                to: URL(fileURLWithPath: path + "." + name.split(separator: " ").joined(separator: "-")))
        }
        #expect(report.runs == runs)
    }
}

/// How long fuzzed pages took, in seconds of the processor, whatever else the machine does.
private struct FuzzReport {
    private(set) var runs = 0
    private var pages = 0
    private var bytes = 0
    private var seconds = 0.0
    /// The pages that took longest for their size, the slowest first.
    private(set) var slowest: [(page: [UInt8], run: Int, rate: Double)] = []

    private static let mostKept = 100
    private static let mostReads = 20

    // The start of every page costs a little, so a short one counts as this many bytes.
    private static let shortest = 1 << 15

    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    mutating func add(_ page: [UInt8], _ taken: Double, _ run: Int, isPage: Bool) {
        runs += 1
        pages += isPage ? 1 : 0
        bytes += page.count
        seconds += taken
        let rate = Self.rate(page, taken)
        if slowest.count == Self.mostKept, rate <= slowest[Self.mostKept - 1].rate { return }
        slowest.append((page, run, rate))
        sort()
        slowest.removeLast(max(0, slowest.count - Self.mostKept))
    }

    private mutating func sort() { slowest.sort { $0.rate > $1.rate } }

    /// Reads the slowest pages several times more, and takes the least time of each: a table that the first page fills, and a core
    /// that another program slows down, are no page's cost.
    mutating func readSlowestAgain(_ read: ([UInt8]) -> Void) {
        for index in slowest.indices {
            for _ in 0..<Self.mostReads {
                let start = Self.seconds
                read(slowest[index].page)
                slowest[index].rate = min(slowest[index].rate, Self.rate(slowest[index].page, Self.seconds - start))
            }
        }
        sort()
    }

    private static func rate(_ page: [UInt8], _ taken: Double) -> Double {
        taken * 1000 / (Double(max(page.count, shortest)) / 1_048_576)
    }

    var text: String {
        let rate = seconds * 1000 / max(Double(bytes) / 1_048_576, 1e-9)
        return """
            runs \(runs), products \(pages), \(bytes / 1_048_576) MiB, mean \(String(format: "%.1f", rate)) ms per MiB, \
            worst \(String(format: "%.1f", slowest.first?.rate ?? 0)) ms per MiB (run \(slowest.first?.run ?? 0)), \
            peak memory \(peakMemory) MiB
            """
    }

    private var peakMemory: Int {
        var usage = rusage()
        // Glibc imports the constant as an enumeration of its own.
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int(usage.ru_maxrss) / 1024
    }
}
