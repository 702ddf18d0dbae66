import FeatureExtraction
import Testing
import TextAnalysis

@Suite struct NGramHasherTests {
    private func ngrams(_ text: String, _ settings: TextFeatureSettings) throws -> [HashedNGram] {
        var result: [HashedNGram] = []
        NGramHasher(settings: settings).hash(text, with: try TextAnalyzer(), into: &result)
        return result
    }

    private func pieces(_ text: String, _ settings: TextFeatureSettings) throws -> [String] {
        let utf8 = Array(text.utf8)
        return try ngrams(text, settings).map { String(decoding: utf8[Int($0.start)..<Int($0.end)], as: UTF8.self) }
    }

    @Test func wordNGramsKeepTheirPlaceInTheOriginal() throws {
        let words = TextFeatureSettings(wordNGrams: NGramRange(1, 2), characterNGrams: nil)
        #expect(
            try pieces("Not  GOOD, really!!!", words)
                == ["Not", "Not  GOOD", "GOOD", "GOOD, really", "really", "really!!!", "!!!"])
    }

    @Test func characterNGramsOfWordsIncludeTheBorders() throws {
        let characters = TextFeatureSettings(wordNGrams: nil, characterNGrams: NGramRange(1, 3))
        // " ab" and "ab " differ from "ab" by their bucket, not by their place.
        #expect(try pieces("ab", characters) == ["a", "ab", "ab", "ab", "b"])
        #expect(Set(try ngrams("ab", characters).map(\.bucket)).count == 5)
    }

    @Test func unspacedScriptsGiveNGramsAcrossWords() throws {
        let characters = TextFeatureSettings(wordNGrams: nil, characterNGrams: NGramRange(1, 2))
        #expect(try pieces("很轻便", characters) == ["很", "很轻", "轻", "轻便", "便"])
    }

    @Test func caseAndWidthDoNotMatter() throws {
        let settings = TextFeatureSettings()
        #expect(try ngrams("Tent ２ rain", settings).map(\.bucket) == ngrams("tent 2 RAIN", settings).map(\.bucket))
    }

    @Test func familiesHaveTheirOwnHalfOfTheBuckets() throws {
        let half = Int32(1 << 9)
        let words = TextFeatureSettings(bucketBits: 10, characterNGrams: nil)
        let characters = TextFeatureSettings(bucketBits: 10, wordNGrams: nil)
        #expect(try ngrams("some words to hash 中文", words).allSatisfy { (0..<half).contains($0.bucket) })
        #expect(try ngrams("some words to hash 中文", characters).allSatisfy { (half..<2 * half).contains($0.bucket) })
    }

    @Test(arguments: ["", "   ", "...", "\u{0}", "\n"])
    func nothingToSayGivesNothing(text: String) throws { #expect(try ngrams(text, .init()).isEmpty) }

    /// Computed from the description in FrozenHash by an independent program. These buckets are part of the format of every stored model: if this fails, the change must not be made.
    @Test func hashIsFrozen() throws {
        let words = TextFeatureSettings(bucketBits: 20, wordNGrams: NGramRange(1, 2), characterNGrams: nil)
        #expect(try ngrams("good tent", words).map(\.bucket) == [288_089, 413_788, 288_955])
        let characters = TextFeatureSettings(bucketBits: 20, wordNGrams: nil, characterNGrams: NGramRange(1, 2))
        #expect(try ngrams("中文", characters).map(\.bucket) == [901_082, 943_518, 680_087])
    }

    @Test func theFirstSentenceGivesWordsOfItsOwn() throws {
        let plain = TextFeatureSettings(characterNGrams: nil)
        var marked = plain
        marked.openingWords = 3
        func added(_ text: String) throws -> [String] {
            let pieces = try pieces(text, marked)
            let before = try pieces.count - ngrams(text, marked).count + ngrams(text, plain).count
            return Array(pieces[before...])
        }
        #expect(try added("Too small. Went back!") == ["Too", "Too small", "small"])
        // Only so many words; marks before the first word end nothing; a point within a number is none.
        #expect(try added("?! one 2.5 three four") == ["?!", "?! one", "one", "one 2.5", "2.5"])
        #expect(try added("很好！不错").first == "很好")
        #expect(try added("很好！不错").contains("不错") == false)
        // Words of the opening are other columns than the same words elsewhere.
        #expect(Set(try ngrams("good", marked).map(\.bucket)).count == 2)
    }
}
