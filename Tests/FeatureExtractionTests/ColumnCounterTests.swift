import LinearAlgebra
import Testing
import TextAnalysis

@testable import FeatureExtraction

/// The parts of the way from a text to a row against their plain counterparts.
@Suite struct ColumnCounterTests {
    @Test func theIndexIsATable() {
        var generator = SeededGenerator(seed: 2)
        for bits in [2, 5, 6, 12] {
            let buckets = (0..<Int32(1 << bits)).filter { _ in generator.below(3) == 0 }
            let index = BucketIndex(buckets, bucketCount: 1 << bits)
            for bucket in 0..<Int32(1 << bits) {
                #expect(index.column(of: bucket) == buckets.firstIndex(of: bucket).map(Int32.init))
            }
            let keys = (0..<500).map { _ in UInt32(generator.below(1 << bits)) }
            var columns = [Int32](repeating: -1, count: keys.count)
            let count = keys.withUnsafeBufferPointer { keys in
                columns.withUnsafeMutableBufferPointer { index.columns(of: keys, into: $0.baseAddress!) }
            }
            #expect(Array(columns[..<count]) == keys.compactMap { index.column(of: Int32($0)) })
        }
    }

    @Test func countsLikeADictionaryTextAfterText() {
        var generator = SeededGenerator(seed: 1)
        var counter = ColumnCounter(columns: 10_000)
        // The last two have columns that occur 256 times and more, and many in the same 64.
        for (count, range) in [(0, 1), (1, 10_000), (700, 10_000), (60_000, 10_000), (5_000, 3), (256, 1)] {
            let columns = (0..<count).map { _ in Int32(generator.below(range)) }
            var distinct = [Int32](repeating: 0, count: count + ColumnCounter.slack)
            let found = columns.withUnsafeBufferPointer { columns in
                distinct.withUnsafeMutableBufferPointer { counter.count(columns, into: $0.baseAddress!) }
            }
            var counts: [Int32: Int32] = [:]
            distinct.withUnsafeBufferPointer {
                counter.takeCounts(of: UnsafeBufferPointer(rebasing: $0[..<found])) { counts[$1] = $2 }
            }
            let expected = Dictionary(grouping: columns) { $0 }.mapValues { Int32($0.count) }
            #expect(counts == expected)
            #expect(Array(distinct[..<found]) == expected.keys.sorted())
        }
    }

    @Test(arguments: ["a", "Ab", "ABC", "tent", "Tents", "leaking", "Rainproof", "waterproof123456", "Z[@`{"])
    func theKeyOfAWordIsItsBytesInLowerCase(_ word: String) throws {
        let key = try #require(Array(word.utf8).withUnsafeBufferPointer(WordColumnCache.key))
        var bytes = [UInt8](repeating: 0, count: 16)
        for (place, byte) in word.lowercased().utf8.enumerated() { bytes[place] = byte }
        let read = [key[0], key[1]].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(8 * $0)) }
        }
        #expect(read == bytes)
    }

    @Test(arguments: ["", "größe", "seventeen-letters"])
    func otherWordsHaveNoKey(_ word: String) {
        #expect(Array(word.utf8).withUnsafeBufferPointer(WordColumnCache.key) == nil)
    }

    @Test func anEncoderMakesTheSameRowAgain() throws {
        let texts =
            ["the tent, the TENT and the tents", "", "unheard-of", "帐篷 很轻 tent"]
            + (0..<300).map { "word\($0) is new \($0)" } + [String(repeating: "tent ", count: 900)]
        let model = try TFIDFModel.fit(texts, settings: TextFeatureSettings(bucketBits: 16), threads: 1)
        let rows = try model.transform(texts, threads: 1)
        // Once more with what the first pass left in the cache, and each text by an encoder of its own.
        #expect(try model.transform(texts, threads: 3) == rows)
        for (row, text) in texts.enumerated() {
            let alone = model.transform(text, with: try TextAnalyzer())
            var ngrams: [HashedNGram] = []
            NGramHasher(settings: model.settings).hash(text, with: try TextAnalyzer(), into: &ngrams)
            #expect(alone.indices == Set(ngrams.compactMap { model.column(ofBucket: $0.bucket) }).sorted())
            #expect(alone.indices == Array(rows.columnIndices[rows.range(ofRow: row)]))
            #expect(alone.values == Array(rows.values[rows.range(ofRow: row)]))
        }
    }
}
