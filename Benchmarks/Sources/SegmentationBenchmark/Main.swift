import CUnicodeBreaks
import Foundation
import TextAnalysis

/// Bowerbird's word segmentation against the plain C loop over ICU's `ubrk`: the same text, the same process, one thread,
/// rounds taken in turn; the best round of each counts, in seconds of the processor.
///
/// `SegmentationBenchmark [FILE …]`: the reviews of `corpora/` by language, or UTF-8 files.
@main
enum Main {
    // Long enough to be steady, short enough that a round takes well under a second.
    private static let textBytes = 8 << 20
    private static let rounds = 9

    static func main() throws {
        print("text                  MB/s Bowerbird  C ubrk UTF-8  C ubrk UTF-16   ratio to UTF-8  to UTF-16")
        let files = CommandLine.arguments.dropFirst()
        for file in files {
            let bytes = try Data(contentsOf: URL(filePath: file))
            try measure(URL(filePath: file).lastPathComponent, repeated([Array(bytes)]))
        }
        if files.isEmpty {
            for (language, lines) in try reviews() { try measure(language, repeated(lines)) }
        }
    }

    private static func reviews() throws -> [(language: String, lines: [[UInt8]])] {
        let corpora = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "corpora/reviews.csv")
        let rows = try String(contentsOf: corpora, encoding: .utf8).split(separator: "\n")
        return ["en", "de", "zh", "ja", "th", "ru", "ar"].map { language in
            let lines = rows.filter { $0.hasSuffix("," + language) }.map { row -> [UInt8] in
                let text = row.split(separator: ",").dropFirst(4).dropLast(2).joined(separator: ",")
                return Array(text.utf8) + [0x0A]
            }
            return (language, lines)
        }
    }

    private static func repeated(_ lines: [[UInt8]]) -> [UInt8] {
        var text: [UInt8] = []
        while text.count < textBytes { for line in lines { text += line } }
        return text
    }

    private static func measure(_ name: String, _ text: [UInt8]) throws {
        let analyzer = try TextAnalyzer()
        var tokens: [Token] = []
        var best = [Double](repeating: .infinity, count: 3)
        for _ in 0..<rounds {
            let start = cunicode_processor_seconds()
            text.withUnsafeBufferPointer { _ = analyzer.segment($0, into: &tokens) }
            best[0] = min(best[0], cunicode_processor_seconds() - start)
            for (place, breaks) in [cunicode_breaks, cunicode_breaks_utf16].enumerated() {
                var check: UInt64 = 0
                var seconds = 0.0
                let count = Int(breaks(text, Int64(text.count), &check, &seconds))
                best[place + 1] = min(best[place + 1], seconds)
                // Both must have done the same work; in UTF-16, ICU cuts a few words of Thai otherwise.
                precondition(place == 1 || count == tokens.count, "\(name): \(count) against \(tokens.count) segments")
            }
        }
        let speeds = best.map { Double(text.count) / 1e6 / $0 }
        let padded = name.padding(toLength: 20, withPad: " ", startingAt: 0)
        print(
            String(
                format: "%@  %14.1f  %12.1f  %13.1f  %15.2f  %9.2f", padded, speeds[0], speeds[1], speeds[2],
                speeds[0] / speeds[1], speeds[0] / speeds[2]))
    }
}
