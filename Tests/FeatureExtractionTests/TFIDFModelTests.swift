import FeatureExtraction
import Foundation
import LinearAlgebra
import Testing
import TextAnalysis

@Suite struct TFIDFModelTests {
    static let words = TextFeatureSettings(wordNGrams: NGramRange(1, 1), characterNGrams: nil)

    @Test func followsTheFormulaByHand() throws {
        let model = try TFIDFModel.fit(["tent tent rain", "rain", "sun"], settings: Self.words, threads: 1)
        #expect(model.documentCount == 3)
        #expect(model.columnCount == 3)
        let row = model.transform("tent tent rain", with: try TextAnalyzer())
        let tent = (1 + log(2.0)) * (log(4.0 / 2) + 1)
        let rain = log(4.0 / 3) + 1
        let length = (tent * tent + rain * rain).squareRoot()
        #expect(row.values.count == 2)
        let sorted = row.values.sorted().map(Double.init)
        #expect(abs(sorted[0] - rain / length) < 1e-6)
        #expect(abs(sorted[1] - tent / length) < 1e-6)
    }

    @Test func rareBucketsGetNoColumn() throws {
        let model = try TFIDFModel.fit(
            ["tent rain", "rain", "sun"], settings: Self.words, minimumDocumentFrequency: 2, threads: 1)
        #expect(model.columnCount == 1)
        #expect(model.transform("tent sun", with: try TextAnalyzer()).indices.isEmpty)
    }

    @Test func rowsHaveLengthOneAndRisingColumns() throws {
        let texts = ["A light tent for two", "轻便的帐篷", "เต็นท์เบา", ""]
        let model = try TFIDFModel.fit(texts, settings: .init(), threads: 1)
        let rows = try model.transform(texts, threads: 1)
        for row in 0..<3 {
            let range = rows.range(ofRow: row)
            #expect(abs(rows.values[range].reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
            #expect(zip(rows.columnIndices[range], rows.columnIndices[range].dropFirst()).allSatisfy { $0 < $1 })
        }
        #expect(rows.range(ofRow: 3).isEmpty)
    }

    @Test func doesNotDependOnThreads() throws {
        var generator = SeededGenerator(seed: 8)
        let vocabulary = (0..<200).map { "word\($0)" }
        let texts = (0..<1_500).map { _ in (0..<12).map { _ in vocabulary[generator.below(200)] }.joined(separator: " ")
        }
        let one = try TFIDFModel.fit(texts, settings: .init(), threads: 1)
        let two = try TFIDFModel.fit(texts, settings: .init(), threads: 2)
        #expect(one == two)
        #expect(try one.transform(texts, threads: 1) == two.transform(texts, threads: 2))
        #expect(
            try one.transform(texts[7], with: TextAnalyzer()).values
                == Array(one.transform([texts[7]], threads: 1).values))
    }

    @Test func survivesBeingStored() throws {
        let model = try TFIDFModel.fit(["tent rain", "rain"], settings: .init(), threads: 1)
        let again = TFIDFModel(
            settings: model.settings, documentCount: model.documentCount, buckets: model.buckets, idf: model.idf)
        #expect(again == model)
    }

    /// A text of one n-gram is the smallest that needs memory, and the first one of an encoder finds none.
    @Test(arguments: ["👍", "!", "好", "a", "", " "])
    func theFirstTextMayBeTheShortest(_ text: String) throws {
        let texts = ["👍", "so good 👍", "! so !", "好 so 好的", "a so b", "so", text]
        let model = try TFIDFModel.fit(texts, settings: .init(), threads: 1)
        let rows = try model.transform(texts, threads: 1)
        let own = model.transform(text, with: try TextAnalyzer())
        let range = rows.range(ofRow: texts.count - 1)
        #expect(own.indices == Array(rows.columnIndices[range]) && own.values == Array(rows.values[range]))
        #expect(own.indices.allSatisfy { (0..<Int32(model.columnCount)).contains($0) })
    }
}
