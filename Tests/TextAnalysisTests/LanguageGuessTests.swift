import Testing
import TextAnalysis

@Suite struct LanguageGuessTests {
    @Test(arguments: [
        ("The tent is very good and light", "en"), ("Das Zelt ist sehr gut", "de"), ("这个帐篷很轻", "zh"),
        ("このテントは軽い", "ja"), ("เต็นท์นี้เบามาก", "th"), ("텐트가 가볍다", "ko"), ("Палатка очень лёгкая", "ru"),
        ("الخيمة خفيفة", "ar"), ("La tienda es muy buena y ligera", "es"), ("Sản phẩm rất tốt", "vi"),
    ])
    func recognises(text: String, language: String) { #expect(LanguageGuess.of(text) == language) }

    @Test func saysNothingWithoutEvidence() { #expect(LanguageGuess.of("12345 !!") == nil) }
}
