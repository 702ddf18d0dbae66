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

    @Test(arguments: [
        ("tent", TokenKind.word, "Latn"), ("a7", .word, "Latn"), ("7a", .word, "Latn"), ("don't", .word, "Latn"),
        ("12", .number, "Zyyy"), ("1,234.5", .number, "Zyyy"), ("٣", .number, "Arab"), ("テント", .kana, "Kana"),
        ("これ", .kana, "Hira"), ("帐篷", .ideographic, "Hani"), ("軽い", .ideographic, "Hani"), ("€", .symbol, "Zyyy"),
        ("+", .symbol, "Zyyy"), ("©", .symbol, "Zyyy"), ("🙂", .emoji, "Zyyy"), ("👨‍👩‍👧", .emoji, "Zyyy"),
        ("🇩🇪", .emoji, "Zyyy"), ("❤️", .emoji, "Zyyy"), ("палатка", .word, "Cyrl"), ("σκηνή", .word, "Grek"),
        ("텐트", .word, "Hang"), ("เต็นท์", .word, "Thai"), ("אוהל", .word, "Hebr"), ("_", .punctuation, "Zyyy"),
        ("。", .punctuation, "Zyyy"), (" ", .whitespace, "Zyyy"), ("\u{200B}", .whitespace, "Zyyy"),
        ("\u{0}", .whitespace, "Zyyy"), ("\u{FFFD}", .symbol, "Zyyy"),
    ])
    func tellsKindAndScript(text: String, kind: TokenKind, script: String) throws {
        var tokens: [Token] = []
        try Array(text.utf8).withUnsafeBufferPointer { _ = try TextAnalyzer().segment($0, into: &tokens) }
        #expect(tokens.map(\.kind) == [kind], "\(text)")
        #expect(tokens.map(\.script.name) == [script], "\(text)")
    }

    @Test(
        arguments: [
            // The maximal parts of Unicode's section 3.9: what cannot go on ends there.
            ([0x61, 0xFF, 0x62], 1, [1, 2, 3]), ([0xE4, 0xB8, 0x61], 1, [2, 3]), ([0xED, 0xA0, 0x80], 3, [1, 2, 3]),
            ([0xF0, 0x9F, 0x99, 0x61], 1, [3, 4]), ([0xC0, 0x80], 2, [1, 2]), ([0x61, 0x20, 0xE4], 1, [1, 2, 3]),
            ([0xE4, 0xB8, 0xAD], 0, [3]),
        ] as [([UInt8], Int, [Int32])])
    func illFormedPartsAreCountedAndOffsetsStayRight(bytes: [UInt8], parts: Int, ends: [Int32]) throws {
        var tokens: [Token] = []
        let counted = try bytes.withUnsafeBufferPointer { try TextAnalyzer().segment($0, into: &tokens) }
        #expect(counted == parts)
        #expect(tokens.map(\.end) == ends)
    }

    @Test(
        arguments: [
            ("a", 10 << 20, 1), ("é", 5 << 20, 1), ("7", 1 << 20, 1), ("한", 1 << 20, 1), ("!", 100_000, 100_000),
            ("a\u{0}", 100_000, 200_000), ("שלום ", 100_000, 200_000), ("\u{200B}", 100_000, 100_000),
            ("\u{301}", 1 << 20, 1), ("👨\u{200D}", 100_000, 1), ("中", 200_000, nil), ("ก", 100_000, nil),
        ] as [(String, Int, Int?)])
    func hugeTexts(piece: String, count: Int, segments: Int?) throws {
        var tokens: [Token] = []
        let bytes = Array(String(repeating: piece, count: count).utf8)
        bytes.withUnsafeBufferPointer { utf8 in
            #expect(throws: Never.self) { try TextAnalyzer().segment(utf8, into: &tokens) }
        }
        #expect(tokens.last?.end == Int32(bytes.count))
        #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0.end == $1.start })
        if let segments { #expect(tokens.count == segments) }
    }

    @Test func scriptsOfAMixtureKeepTheirPlaces() throws {
        let text = "A中1 אב\u{200F}Я ภาษา"
        #expect(try words(text) == ["A", "中", "1", "אב\u{200F}Я", "ภาษา"])
        let tokens = try TextAnalyzer().tokens(in: text)
        #expect(tokens.map(\.start) == [0, 1, 4, 6, 16])
        #expect(tokens.map(\.script.name) == ["Latn", "Hani", "Zyyy", "Hebr", "Thai"])
    }
}
