import Foundation
import LinearAlgebra
import Testing

@testable import TextAnalysis

/// The fast path and ICU must agree to the byte, on text made to provoke them.
@Suite struct SegmentationEqualityTests {
    /// What ICU says of the whole text in one call.
    private func reference(_ bytes: [UInt8], _ analyzer: TextAnalyzer) -> [Token] {
        var tokens: [Token] = []
        bytes.withUnsafeBufferPointer { analyzer.segmentWithICU($0, from: 0, to: $0.count, into: &tokens) }
        return tokens
    }

    private func segments(_ bytes: [UInt8], _ analyzer: TextAnalyzer) -> [Token] {
        var tokens: [Token] = []
        bytes.withUnsafeBufferPointer { analyzer.segment($0, into: &tokens) }
        return tokens
    }

    @Test func everyPairAndTripleOfTellingASCII() throws {
        let analyzer = try TextAnalyzer()
        let alphabet = Array("aZ09_ .,:;'\"-\r\n\t$@!/&\u{0}\u{7F}\u{B}\u{C}".utf8)
        for first in alphabet {
            for second in alphabet {
                for third in alphabet {
                    let text = [first, second, third]
                    #expect(segments(text, analyzer) == reference(text, analyzer), "\(text)")
                }
            }
        }
    }

    @Test func randomASCII() throws {
        let analyzer = try TextAnalyzer()
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let text = (0..<generator.below(40)).map { _ in UInt8(generator.below(128)) }
            #expect(segments(text, analyzer) == reference(text, analyzer), "\(text)")
        }
    }

    @Test func randomMixtures() throws {
        let analyzer = try TextAnalyzer()
        var generator = SeededGenerator(seed: 2)
        let pieces = [
            "a", "Ab", "7", "1,5", "_", " ", "  ", "\n", "\t", "\r\n", ".", "'", "’", ":", "é", "e\u{301}", "ß", "中文",
            "搜索",
            "カタカナ", "ひらがな", "ภาษาไทย", "ខ្មែរ", "한국어", "العربية", "שלום", "हिन्दी", "🙂", "👨‍👩‍👧", "🇩🇪", "\u{200D}", "\u{AD}",
            "\u{3000}", "\u{2003}", "\u{301}", "\u{FEFF}", "٣", "x-y",
            "long ascii words that make a span of their own, 42 times ",
        ]
        for _ in 0..<20_000 {
            let text = (0..<generator.below(12)).map { _ in pieces[generator.below(pieces.count)] }.joined()
            #expect(segments(Array(text.utf8), analyzer) == reference(Array(text.utf8), analyzer), "\(text)")
        }
    }

    @Test func brokenUTF8StaysInOrderAndInside() throws {
        let analyzer = try TextAnalyzer()
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let text = (0..<generator.below(24)).map { _ in
                generator.below(3) == 0 ? UInt8(generator.below(256)) : Array("ab 1.中".utf8)[generator.below(8)]
            }
            let tokens = segments(text, analyzer)
            var position: Int32 = 0
            for token in tokens {
                #expect(token.start == position && token.end > token.start, "\(text)")
                position = token.end
            }
            #expect(position == Int32(text.count), "\(text)")
        }
    }

    @Test(.enabled(if: SharedData.folder != nil, "the public data sets are not on this machine"))
    func realReviews() throws {
        let analyzer = try TextAnalyzer()
        let folder = try #require(SharedData.folder)
        for file in [
            "womens-clothing-reviews/reviews.csv.gz", "zh-waimai-10k/waimai_10k.csv.gz", "th-wisesight/train.csv.gz",
        ] {
            let bytes = try SharedData.inflated(folder.appending(path: file)).prefix(300_000)
            #expect(segments(Array(bytes), analyzer) == reference(Array(bytes), analyzer), "\(file)")
        }
    }
}
