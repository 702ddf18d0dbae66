import CUnicodeBreaks
import FeatureExtraction
import Foundation
import LinearAlgebra

/// Documents a second of the vectorisers on one thread, over a file with one document a line. Prints one JSON object;
/// `Benchmarks/text/vectorizers.py` runs it beside its peers.
@main
enum Main {
    static func main() throws {
        let path = CommandLine.arguments.dropFirst().first ?? ""
        let texts = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        let words = TextFeatureSettings(
            wordNGrams: NGramRange(1, 2), characterNGrams: nil, sublinearTF: false)
        let characters = TextFeatureSettings(
            wordNGrams: nil, characterNGrams: NGramRange(1, 5), sublinearTF: false)
        let figures = [
            "hash-words-1-2": try speed(texts) { try HashingVectorizer(settings: words).transform($0, threads: 1) },
            "hash-chars-1-5": try speed(texts) {
                try HashingVectorizer(settings: characters).transform($0, threads: 1)
            },
            "tfidf-words-1-2": try speed(texts) {
                try TFIDFModel.fit($0, settings: words, threads: 1).transform($0, threads: 1)
            },
        ]
        let json = try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys)
        print(String(decoding: json, as: UTF8.self))
    }

    private static func speed(_ texts: [String], _ action: ([String]) throws -> SparseMatrix) throws -> Double {
        var best = 0.0
        for _ in 0..<3 {
            let start = cunicode_processor_seconds()
            let rows = try action(texts)
            best = max(best, Double(texts.count) / (cunicode_processor_seconds() - start))
            precondition(rows.rows == texts.count && rows.count > texts.count, "rows are missing")
        }
        return best
    }
}
