import LinearAlgebra
import Testing

@testable import TextAnalysis

@Suite struct LanguageGuessTests {
    @Test(arguments: [
        ("The tent is very good and light", "en"), ("Das Zelt ist sehr gut", "de"), ("这个帐篷很轻", "zh"),
        ("このテントは軽い", "ja"), ("เต็นท์นี้เบามาก", "th"), ("텐트가 가볍다", "ko"), ("Палатка очень лёгкая", "ru"),
        ("الخيمة خفيفة", "ar"), ("La tienda es muy buena y ligera", "es"), ("Sản phẩm rất tốt", "vi"),
    ])
    func recognises(text: String, language: String) { #expect(LanguageGuess.of(text) == language) }

    @Test func saysNothingWithoutEvidence() { #expect(LanguageGuess.of("12345 !!") == nil) }

    @Test func theShortWayOfASCIIIsTheLongOne() {
        var generator = SeededGenerator(seed: 4)
        let words =
            LanguageGuess.commonWords.flatMap(\.words).filter { $0.utf8.allSatisfy { $0 < 0x80 } }.sorted()
            + ["Recommended", "tent", "2,5", "!", "x1y", "POLECAM", "", "\u{0}"]
        for count in [0, 1, 2, 3, 8, 40, 900] {
            for _ in 0..<60 {
                let text = (0..<count).map { _ in
                    let word = words[generator.below(words.count)]
                    return generator.below(4) == 0 ? word.uppercased() : word
                }.joined(separator: [" ", ", ", "\r\n", "'"][generator.below(4)])
                #expect(LanguageGuess.of(text) == LanguageGuess.ofAnyScript(text), "\(text)")
            }
        }
        #expect(LanguageGuess.of(String(repeating: "1", count: 3_000) + " the and") == nil)
    }
}
