import CUnicodeBreaks
import Foundation
import TextAnalysis

/// Bowerbird's word segmentation against the plain C loop over ICU's `ubrk`: the same text, the same process, one thread,
/// rounds taken in turn. The C loop is the physical limit wherever ICU itself is asked.
@main
enum Main {
    // Long enough to be steady, short enough that a round takes well under a second.
    private static let textBytes = 8 << 20
    private static let rounds = 9

    static func main() throws {
        let corpora = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "corpora/reviews.csv")
        let table = try String(contentsOf: corpora, encoding: .utf8)
        print("language  MB/s Bowerbird  MB/s C ubrk  ratio (median of \(rounds))  lowest  highest")
        for language in ["en", "de", "zh", "ja", "th", "ru", "ar"] {
            let lines = table.split(separator: "\n").filter { $0.hasSuffix("," + language) }
                .map { $0.split(separator: ",").dropFirst(4).dropLast(2).joined(separator: ",") }
            var text: [UInt8] = []
            while text.count < textBytes { for line in lines { text += Array(line.utf8) + [0x0A] } }
            try measure(language, text)
        }
    }

    private static func measure(_ language: String, _ text: [UInt8]) throws {
        let analyzer = try TextAnalyzer()
        var tokens: [Token] = []
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<rounds {
            let ours = seconds { text.withUnsafeBufferPointer { analyzer.segment($0, into: &tokens) } }
            var check: UInt64 = 0
            var count: Int64 = 0
            let peer = seconds { count = cunicode_breaks(text, Int64(text.count), &check) }
            // Both must have done the same work.
            precondition(
                Int(count) == tokens.count && check > 0, "\(language): \(count) against \(tokens.count) segments")
            pairs.append((ours, peer))
        }
        let megabytes = Double(text.count) / 1e6
        let ratios = pairs.map { $0.peer / $0.ours }.sorted()
        let ours = pairs.map(\.ours).sorted()[rounds / 2]
        let peer = pairs.map(\.peer).sorted()[rounds / 2]
        print(
            String(
                format: "%@        %14.1f  %11.1f  %23.2f  %6.2f  %7.2f", language, megabytes / ours, megabytes / peer,
                ratios[rounds / 2], ratios[0], ratios[rounds - 1]))
    }

    private static func seconds(_ body: () -> Void) -> Double {
        let duration = ContinuousClock().measure(body).components
        return Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
    }
}
