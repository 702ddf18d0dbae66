import DataModel
import FeatureExtraction
import Synchronization
import TextAnalysis

/// The words of the catalogue's texts that say something, worked out for an item when a reason first names them.
final class ItemWords: Sendable {
    private struct Word {
        let column: Int32
        let text: String
        let weight: Float
    }

    private let model: TFIDFModel
    // By number in the catalogue; each item's words by column, rising.
    private let known = Mutex<[Int32: [Word]]>([:])

    // What more than this share of the catalogue has in common tells nobody anything.
    private static let commonestShare: Float = 0.3
    // Words are named as long as they say at least so much of what the first of them does: "and" does not beside "waterproof".
    private static let leastOfFirst: Float = 0.5
    // A few kilobytes each; then all are forgotten.
    private static let mostItems = 20_000

    /// Words in the columns of `model`.
    init(_ model: TFIDFModel) { self.model = model }

    /// The words that the texts of both items hold, those that say most first.
    /// - Parameter product: what the catalogue says of an item, with its description.
    /// - Throws: what `product` throws; `TextAnalysisError` when ICU's data is missing.
    func shared(by item: Int32, and other: Int32, _ product: (Int32) throws -> Product?) throws -> [String] {
        let mine = try words(of: item, product)
        let theirs = try words(of: other, product)
        var common: [(text: String, weight: Float)] = []
        var place = 0
        for word in mine {
            while place < theirs.count, theirs[place].column < word.column { place += 1 }
            guard place < theirs.count else { break }
            if theirs[place].column == word.column { common.append((word.text, word.weight * theirs[place].weight)) }
        }
        common.sort { ($0.weight, $1.text) > ($1.weight, $0.text) }
        let least = Self.leastOfFirst * (common.first?.weight ?? 0)
        return common.prefix(SharedContent.mostNamed).prefix { $0.weight >= least }.map(\.text)
    }

    private func words(of item: Int32, _ product: (Int32) throws -> Product?) throws -> [Word] {
        if let words = known.withLock({ $0[item] }) { return words }
        let words = try product(item).map { try self.words(of: RankingInput.text(of: $0)) } ?? []
        known.withLock { known in
            if known.count >= Self.mostItems { known.removeAll(keepingCapacity: true) }
            known[item] = words
        }
        return words
    }

    private func words(of text: String) throws -> [Word] {
        let analyzer = try TextAnalyzer()
        let settings = TextFeatureSettings(
            bucketBits: model.settings.bucketBits, wordNGrams: NGramRange(1, 1), characterNGrams: nil)
        var ngrams: [HashedNGram] = []
        NGramHasher(settings: settings).hash(text, with: analyzer, into: &ngrams)
        let bytes = Array(text.utf8)
        let rarest = TFIDFModel.idf(count: Float(model.documentCount) * Self.commonestShare, of: model.documentCount)
        var words: [Int32: (text: String, weight: Float)] = [:]
        for ngram in ngrams {
            guard let column = model.column(ofBucket: ngram.bucket), model.idf[Int(column)] > rarest else { continue }
            let word = analyzer.normalized(String(decoding: bytes[Int(ngram.start)..<Int(ngram.end)], as: UTF8.self))
            guard word.contains(where: \.isLetter) else { continue }
            words[column, default: (word, 0)].weight += model.idf[Int(column)]
        }
        return words.map { Word(column: $0, text: $1.text, weight: $1.weight) }.sorted { $0.column < $1.column }
    }
}
