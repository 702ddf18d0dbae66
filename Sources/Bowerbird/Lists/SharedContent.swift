import DataModel
import FeatureExtraction
import TextAnalysis

/// What two items have in common, in the words of the catalogue.
enum SharedContent {
    private static let mostNamed = 3
    // What more than this share of the catalogue has in common tells nobody anything.
    private static let commonestShare: Float = 0.3

    /// The words that both products' texts hold, those that say most first.
    static func words(of item: Product, _ other: Product, _ model: TFIDFModel) throws -> [String] {
        let analyzer = try TextAnalyzer()
        let mine = weights(of: RankingInput.text(of: item), model, analyzer)
        let theirs = weights(of: RankingInput.text(of: other), model, analyzer)
        return mine.compactMap { column, word -> (word: String, weight: Float)? in
            guard let match = theirs[column] else { return nil }
            return (word.word, word.weight * match.weight)
        }.sorted { ($0.weight, $1.word) > ($1.weight, $0.word) }.prefix(mostNamed).map(\.word)
    }

    // The word of each column that says something, with its TF-IDF.
    private static func weights(
        of text: String, _ model: TFIDFModel, _ analyzer: TextAnalyzer
    ) -> [Int32: (word: String, weight: Float)] {
        let settings = TextFeatureSettings(
            bucketBits: model.settings.bucketBits, wordNGrams: NGramRange(1, 1), characterNGrams: nil)
        var ngrams: [HashedNGram] = []
        NGramHasher(settings: settings).hash(text, with: analyzer, into: &ngrams)
        let bytes = Array(text.utf8)
        let rarest = TFIDFModel.idf(count: Float(model.documentCount) * commonestShare, of: model.documentCount)
        var words: [Int32: (word: String, weight: Float)] = [:]
        for ngram in ngrams {
            guard let column = model.column(ofBucket: ngram.bucket), model.idf[Int(column)] > rarest else { continue }
            let word = analyzer.normalized(String(decoding: bytes[Int(ngram.start)..<Int(ngram.end)], as: UTF8.self))
            guard word.contains(where: \.isLetter) else { continue }
            words[column, default: (word, 0)].weight += model.idf[Int(column)]
        }
        return words
    }

    /// The brand, the deepest category and the attributes that both items have, as `name: value`.
    static func attributes(of catalogue: Catalogue, _ item: Int32, _ other: Int32) -> [String] {
        guard let mine = catalogue.products[Int(item)], let theirs = catalogue.products[Int(other)] else { return [] }
        var shared: [String] = []
        if let brand = mine.brand, brand == theirs.brand { shared.append("brand: \(brand)") }
        let common = mine.categories.flatMap { path in
            theirs.categories.map { zip(path, $0).prefix { $0.0 == $0.1 }.map(\.0) }
        }.max { $0.count < $1.count }
        if let deepest = common?.last { shared.append("category: \(deepest)") }
        for name in mine.attributes.keys.sorted() {
            let values = theirs.attributes[name] ?? []
            if let value = mine.attributes[name]?.first(where: values.contains) { shared.append("\(name): \(value)") }
        }
        return Array(shared.prefix(mostNamed))
    }
}
