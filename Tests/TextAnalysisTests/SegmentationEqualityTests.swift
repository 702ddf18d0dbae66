import Foundation
import LinearAlgebra
import Testing

@testable import TextAnalysis

/// Our walk over ICU's rules and ICU's own iterator must agree to the byte, on text made to provoke them.
@Suite struct SegmentationEqualityTests {
    private let analyzer: TextAnalyzer

    init() throws { analyzer = try TextAnalyzer() }

    private func isEqual(_ bytes: [UInt8]) -> Bool {
        var tokens: [Token] = []
        var reference: [Token] = []
        bytes.withUnsafeBufferPointer {
            analyzer.segment($0, into: &tokens)
            analyzer.segmentWithICU($0, into: &reference)
        }
        return tokens == reference
    }

    @Test func theRulesOfThisICUAreRead() throws {
        // Else every comparison here would compare ICU with itself.
        let table = try #require(WordTable.of(language: ""))
        #expect(WordAutomaton(table) != nil)
    }

    @Test func everyPairAndTripleOfTellingASCII() {
        let alphabet = Array("aZ09_ .,:;'\"-\r\n\t$@!/&\u{0}\u{7F}\u{B}\u{C}".utf8)
        for first in alphabet {
            for second in alphabet {
                for third in alphabet {
                    let text = [first, second, third]
                    #expect(isEqual(text), "\(text)")
                }
            }
        }
    }

    @Test func everyCharacterBetweenLettersAndDigits() {
        // In all planes that have characters, and a few of those that have none.
        let last: [UInt32] = [0x3FFFF, 0xE01FF, 0x10FFFF]
        let first: [UInt32] = [0, 0xE0000, 0x10FFF0]
        for (first, last) in zip(first, last) {
            var text = String.UnicodeScalarView()
            for code in first...last {
                guard let scalar = Unicode.Scalar(code) else { continue }
                for piece in ["a", "1", " "] {
                    text.append(contentsOf: piece.unicodeScalars)
                    text.append(scalar)
                    text.append(contentsOf: piece.unicodeScalars)
                }
                if code & 0x3FF == 0x3FF {
                    #expect(isEqual(Array(String(text).utf8)), "around \(String(code, radix: 16))")
                    text = String.UnicodeScalarView()
                }
            }
        }
    }

    @Test(arguments: [
        ("letters, marks and separators", "aé_ß1.,:'’·\u{FE55}\u{301}\u{200D}\u{AD} \u{A0}\u{2003}-"),
        ("Hebrew and quotes", "אב\"'״׳.a1 \u{5B0}\u{200F}"),
        ("kana and Han", "アイーｱﾞ゛ァひらがなァ中文搜索々〆〇𠀀𠮷\u{3099}、。 a1\u{FE00}"),
        ("scripts without spaces", "ภาษาไทย\u{E49}ເຕັນខ្មែរ\u{17D2}ဒီတဲ\u{103A} a1၁๑"),
        ("Hangul", "한국어\u{1112}\u{1161}\u{11AB}조선ᄀ中カ a1"),
        ("emoji and flags", "🙂👨‍👩‍👧🇩🇪🇫👍🏽❤\u{FE0F}©1\u{20E3}\u{200D}a \u{E0067}\u{E007F}"),
        ("Arabic, Greek, Cyrillic, Devanagari", "العربيةΣίσиійё़हिन्दी٣٫٬.,:'1 \u{200C}\u{640}"),
        ("ends of lines", "\r\n\u{B}\u{C}\u{85}\u{2028}\u{2029}\u{0} \u{301}a\u{200D}🛑"),
        ("wide forms", "ＡＢ１２．，：＇＿ａ中ア\u{FF9E}"),
    ])
    func fuzz(name: String, alphabet: String) {
        var generator = SeededGenerator(seed: 11)
        let scalars = Array(alphabet.unicodeScalars)
        for _ in 0..<12_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<generator.below(24) { text.append(scalars[generator.below(scalars.count)]) }
            #expect(isEqual(Array(String(text).utf8)), "\(name): \(String(text).debugDescription)")
        }
    }

    @Test func fuzzOverAllOfUnicode() {
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<generator.below(16) {
                let limit: UInt32 = [0x80, 0x600, 0x3100, 0x10000, 0x20000, 0x110000][generator.below(6)]
                if let scalar = Unicode.Scalar(UInt32(generator.below(Int(limit)))) { text.append(scalar) }
            }
            #expect(isEqual(Array(String(text).utf8)), "\(String(text).debugDescription)")
        }
    }

    @Test func fuzzOverMixtures() {
        var generator = SeededGenerator(seed: 2)
        let pieces = [
            "a", "Ab", "7", "1,5", "_", " ", "  ", "\n", "\t", "\r\n", ".", "'", "’", ":", "é", "e\u{301}", "ß", "中文",
            "搜索引擎", "カタカナ", "ひらがな", "ภาษาไทย", "ខ្មែរ", "한국어", "العربية", "שלום", "हिन्दी", "🙂", "👨‍👩‍👧", "🇩🇪",
            "\u{200D}", "\u{AD}", "\u{3000}", "\u{2003}", "\u{301}", "\u{FEFF}", "٣", "x-y", "这个帐篷很轻便",
            "long ascii words that make a span of their own, 42 times ",
        ]
        for _ in 0..<20_000 {
            let text = (0..<generator.below(12)).map { _ in pieces[generator.below(pieces.count)] }.joined()
            #expect(isEqual(Array(text.utf8)), "\(text.debugDescription)")
        }
    }

    @Test func fuzzOverIllFormedBytes() {
        var generator = SeededGenerator(seed: 3)
        let wellFormed = Array("ab 1.中文ไท한\u{301}🙂".utf8)
        // Among them: a surrogate, an overlong form, beyond U+10FFFF, cut short.
        let illFormed: [[UInt8]] = [
            [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F], [0xE4, 0xB8],
            [0x80], [0xFF],
        ]
        for _ in 0..<40_000 {
            var text: [UInt8] = []
            for _ in 0..<generator.below(12) {
                switch generator.below(4) {
                case 0: text.append(UInt8(generator.below(256)))
                case 1: text += illFormed[generator.below(illFormed.count)]
                default:
                    let start = generator.below(wellFormed.count)
                    text += wellFormed[start..<min(wellFormed.count, start + 1 + generator.below(6))]
                }
            }
            #expect(isEqual(text), "\(text)")
        }
    }

    @Test(arguments: ["zh", "ja", "th", "fi", "sv", "he", "en-US-POSIX", "de"])
    func fuzzInOtherLanguages(language: String) throws {
        let analyzer = try TextAnalyzer(language: language)
        var generator = SeededGenerator(seed: 5)
        let scalars = Array("aå:@.,'1 _中文カภาא\"-\u{301}".unicodeScalars)
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<generator.below(16) { text.append(scalars[generator.below(scalars.count)]) }
            var (tokens, reference): ([Token], [Token]) = ([], [])
            Array(String(text).utf8).withUnsafeBufferPointer {
                analyzer.segment($0, into: &tokens)
                analyzer.segmentWithICU($0, into: &reference)
            }
            #expect(tokens == reference, "\(String(text).debugDescription)")
        }
    }

    /// Every file of the public data sets: three pieces of it, cut anywhere, or all of it with `BOWERBIRD_WHOLE_DATA=1`.
    @Test(.enabled(if: SharedData.folder != nil, "the public data sets are not on this machine"))
    func realTexts() throws {
        let isWhole = ProcessInfo.processInfo.environment["BOWERBIRD_WHOLE_DATA"] != nil
        let pieceBytes = isWhole ? 1 << 20 : 12 << 10
        let folder = try #require(SharedData.folder)
        var compared = 0
        for file in try SharedData.files(in: folder) {
            let bytes = try SharedData.bytes(of: file, atMost: isWhole ? 1 << 40 : 1 << 20)
            let starts =
                isWhole
                ? Array(stride(from: 0, to: bytes.count, by: pieceBytes))
                : [0, bytes.count / 2, max(0, bytes.count - pieceBytes)]
            for start in starts {
                let piece = Array(bytes[start..<min(start + pieceBytes, bytes.count)])
                compared += piece.count
                #expect(isEqual(piece), "\(file.path) from byte \(start)")
            }
        }
        #expect(compared > 1_000_000, "\(compared) bytes of text in \(folder.path)")
    }
}
