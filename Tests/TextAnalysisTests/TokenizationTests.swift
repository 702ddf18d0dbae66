import Testing
import TextAnalysis

@Suite struct TokenizationTests {
    private func words(_ text: String) throws -> [String] {
        let utf8 = Array(text.utf8)
        return try TextAnalyzer().tokens(in: text).map {
            String(decoding: utf8[Int($0.start)..<Int($0.end)], as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("Don't buy 3.5 USB-C cables!", ["Don't", "buy", "3.5", "USB", "C", "cables"]),
        ("这个帐篷很轻", ["这个", "帐篷", "很", "轻"]),
        ("このテントは軽い", ["この", "テント", "は", "軽い"]),
        ("เต็นท์นี้เบามาก", ["เต็นท์", "นี้", "เบา", "มาก"]),
        ("텐트가 가볍다", ["텐트가", "가볍다"]),
        ("الخيمة خفيفة جدا", ["الخيمة", "خفيفة", "جدا"]),
        ("तम्बू हल्का है", ["तम्बू", "हल्का", "है"]),
        ("Großartig, 5€!", ["Großartig", "5", "€"]),
        ("love it 😍👍🏽", ["love", "it", "😍", "👍🏽"]),
        ("", []),
        (" \t\n", []),
    ])
    func findsTheWords(text: String, expected: [String]) throws {
        #expect(try words(text) == expected)
    }

    @Test(arguments: ["ខ្ញុំស្រលាញ់តង់នេះ", "ຂ້ອຍມັກເຕັນນີ້", "ဒီတဲကိုကြိုက်တယ်"])
    func cutsScriptsWithoutSpacesByDictionary(text: String) throws {
        #expect(try words(text).count > 1)
        #expect(try words(text).joined() == text)
    }

    @Test func tellsKindsApart() throws {
        let kinds = try TextAnalyzer().tokens(in: "word 12 カタカナ 中文 € 🙂").map(\.kind)
        #expect(kinds.first == .word)
        #expect(kinds.contains(.number))
        #expect(kinds.contains(.ideographic))
        #expect(kinds.suffix(2) == [.symbol, .symbol])
    }

    @Test func oneHugeTokenIsOneToken() throws {
        let text = String(repeating: "a", count: 1_000_000)
        #expect(try TextAnalyzer().tokens(in: text).map(\.end) == [1_000_000])
    }
}
