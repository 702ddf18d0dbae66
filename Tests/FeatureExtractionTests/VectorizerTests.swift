import Foundation
import LinearAlgebra
import Testing
import TextAnalysis

@testable import FeatureExtraction

@Suite struct VectorizerTests {
    private static let texts = [
        "A Light tent, really light!!! 2-person", "这个帐篷很轻 but heavy", "เต็นท์เบา มาก", "Ünïcode Größe naïve café", "",
        "don't ?!?! 😀😀 4.5 kg", "\u{0}x\u{200B}y", "خيمة خفيفة", "ＦＵＬＬ width",
    ]

    @Test(arguments: [
        TextFeatureSettings(), TextFeatureSettings(characterNGrams: nil), TextFeatureSettings(wordNGrams: nil),
        TextFeatureSettings(bucketBits: 12, wordNGrams: NGramRange(2, 3), characterNGrams: NGramRange(3, 4)),
        TextFeatureSettings(openingWords: 4), TextFeatureSettings(characterNGrams: NGramRange(5, 7)),
    ])
    func countingSeesTheBucketsOfTheHasher(_ settings: TextFeatureSettings) throws {
        let analyzer = try TextAnalyzer()
        var worker = TFIDFWorker(settings: settings, analyzer: analyzer)
        for text in Self.texts + [
            Self.texts.joined(separator: " "), String(repeating: "many words of a text ", count: 99),
        ] {
            var ngrams: [HashedNGram] = []
            NGramHasher(settings: settings).hash(text, with: analyzer, into: &ngrams)
            worker.count(text)
            let counted = zip(worker.distinctBuckets, worker.counts).flatMap { Array(repeating: $0, count: Int($1)) }
            #expect(counted == ngrams.map(\.bucket).sorted())
        }
    }

    @Test func sortsAnyNumberOfKeys() {
        var generator = SeededGenerator(seed: 3)
        var spare: [UInt32] = []
        for count in [0, 1, 2, 48, 49, 511, 512, 5_000] {
            var keys = (0..<count + 5).map { _ in UInt32(truncatingIfNeeded: generator.next()) & 0x3F_FFFF }
            let expected = keys.prefix(count).sorted()
            RadixSort.sort(&keys, count: count, spare: &spare, bits: 22)
            #expect(Array(keys.prefix(count)) == expected)
        }
    }

    @Test func hashingCountsAndScales() throws {
        let words = TextFeatureSettings(wordNGrams: NGramRange(1, 1), characterNGrams: nil, sublinearTF: false)
        let plain = try HashingVectorizer(settings: words, isNormalized: false)
            .transform(["tent rain tent tent", "", "rain"], threads: 1)
        #expect(plain.columns == words.bucketCount)
        #expect(plain.rowOffsets == [0, 2, 2, 3])
        #expect(plain.values[0..<2].sorted() == [1, 3])
        let scaled = try HashingVectorizer(settings: words).transform(["tent rain tent tent"], threads: 1)
        #expect(zip(scaled.values.sorted(), [1, 3]).allSatisfy { abs($0 - $1 / Float(10).squareRoot()) < 1e-6 })
    }

    @Test func threadsAndBatchesChangeNothing() throws {
        let texts = (0..<700).map { Self.texts[$0 % Self.texts.count] + " \($0)" }
        let vectorizer = HashingVectorizer(settings: TextFeatureSettings())
        #expect(try vectorizer.transform(texts, threads: 1) == vectorizer.transform(texts, threads: 4))
        let whole = try TFIDFModel.fit(texts, settings: TextFeatureSettings(), minimumDocumentFrequency: 2, threads: 1)
        var fitter = TFIDFFitter(settings: TextFeatureSettings())
        for start in stride(from: 0, to: 700, by: 77) {
            try fitter.add(Array(texts[start..<min(start + 77, 700)]), threads: 3)
        }
        #expect(fitter.documentCount == 700)
        #expect(fitter.model(minimumDocumentFrequency: 2) == whole)
    }

    @Test func aSavedModelComesBack() throws {
        let model = try TFIDFModel.fit(Self.texts, settings: TextFeatureSettings(), threads: 1)
        let data = try model.encoded()
        #expect(try TFIDFModel(decoding: data) == model)
        for damaged in [Data(), data.prefix(12), data.dropLast(), Data("BWTFIDF1 and more than that".utf8)] {
            #expect(throws: TFIDFFileError.self) { try TFIDFModel(decoding: Data(damaged)) }
        }
        var turned = data
        turned.replaceSubrange(data.count - 4..<data.count, with: [0, 0, 0xC0, 0x7F])
        #expect(throws: TFIDFFileError.self) { try TFIDFModel(decoding: turned) }
    }

    @Test func theVocabularyKnowsWhatABucketHolds() throws {
        let settings = TextFeatureSettings(wordNGrams: NGramRange(1, 2), characterNGrams: NGramRange(1, 3))
        let vocabulary = try NGramVocabulary(of: ["Not GOOD!!!", "good 很轻"], settings: settings, threads: 2)
        var ngrams: [HashedNGram] = []
        NGramHasher(settings: settings).hash("not good", with: try TextAnalyzer(), into: &ngrams)
        #expect(vocabulary.entries(ofBucket: ngrams[0].bucket).map(\.ngram) == ["not"])
        #expect(vocabulary.entries(ofBucket: ngrams[1].bucket).map(\.ngram) == ["not good"])
        #expect(vocabulary.entries(ofBucket: ngrams[2].bucket) == [.init(ngram: "good", count: 2)])
        let all = vocabulary.buckets.flatMap { vocabulary.entries(ofBucket: $0).map(\.ngram) }
        #expect(Set(["!", "good !", " go", "od ", "很轻"]).isSubset(of: all))
        #expect(vocabulary.ngramCount == all.count)
        #expect(vocabulary.collisions.isEmpty)
        let crowded = TextFeatureSettings(bucketBits: 2, wordNGrams: NGramRange(1, 1), characterNGrams: nil)
        let narrow = try NGramVocabulary(of: ["a b c d e"], settings: crowded, threads: 1)
        #expect(!narrow.collisions.isEmpty)
        #expect(narrow.collisions.allSatisfy { narrow.entries(ofBucket: $0).count > 1 })
    }

    @Test func theVocabularyTellsTheOpeningFromTheRest() throws {
        let settings = TextFeatureSettings(
            wordNGrams: NGramRange(1, 2), characterNGrams: NGramRange(4, 4), openingWords: 9)
        let vocabulary = try NGramVocabulary(of: ["Too big. Too big"], settings: settings, threads: 1)
        let counts = Dictionary(
            uniqueKeysWithValues: vocabulary.buckets.flatMap { vocabulary.entries(ofBucket: $0) }
                .map { ($0.ngram, $0.count) })
        #expect(
            counts == [
                "too": 2, "too big": 2, "big": 2, "big too": 1, "^too": 1, "^too big": 1, "^big": 1, " too": 2,
                "too ": 2, " big": 2, "big ": 2,
            ])
    }
}
