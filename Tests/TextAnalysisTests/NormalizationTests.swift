import LinearAlgebra
import Testing

@testable import TextAnalysis

@Suite struct NormalizationTests {
    @Test(arguments: [
        ("Hello", "hello"), ("STRASSE Straße", "strasse strasse"), ("ＡＢＣ１２３", "abc123"), ("ﬁne", "fine"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("中文Ａ", "中文a"), ("カ\u{3099}", "ガ"), ("ｶﾞ", "ガ"), ("e\u{301}", "é"), ("", ""),
        ("soft\u{AD}hyphen", "softhyphen"), ("İ", "i\u{307}"),
    ])
    func foldsAndComposes(text: String, expected: String) throws {
        // Compared by scalar: String's == would call é and e + accent equal.
        let result = try TextAnalyzer().normalized(text)
        #expect(Array(result.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func shortCutsAgreeWithICU() {
        var generator = SeededGenerator(seed: 4)
        let scalars = Array("aZ9 中文字がカアゝ\u{3099}ー、ｱＡé".unicodeScalars)
        for _ in 0..<5_000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<generator.below(8) { view.append(scalars[generator.below(scalars.count)]) }
            let bytes = Array(String(view).utf8)
            var fast: [UInt8] = []
            var slow: [UInt8] = []
            bytes.withUnsafeBufferPointer { buffer in
                guard Normalization.appendFast(buffer, to: &fast) else { return }
                Normalization.appendWithICU(buffer, to: &slow)
                #expect(fast == slow, "\(String(view))")
            }
        }
    }

    @Test func longTextGrowsAsNeeded() throws {
        // U+FDFA becomes 18 characters: the largest growth there is.
        let text = String(repeating: "\u{FDFA}", count: 2_000)
        #expect(try TextAnalyzer().normalized(text).unicodeScalars.count == 36_000)
    }
}
