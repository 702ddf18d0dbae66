import FeatureExtraction
import TextAnalysis

extension TextClassifier {
    /// Why `text` gets the logit it gets for the label at `label`: `intercept` plus all weights is the logit.
    ///
    /// What an n-gram adds is split among its occurrences, and that of each occurrence evenly among the tokens it covers
    /// or touches. A text without a known n-gram has no contributions.
    /// - Complexity: O(n-grams · embedding size).
    public func explain(_ text: String, label: Int) -> Explanation {
        precondition(labels.indices.contains(label), "label \(label) of \(labels.count)")
        guard let analyzer = try? TextAnalyzer() else { preconditionFailure("ICU's data went away during the run") }
        var row = tfidf.transform(text, with: analyzer)
        FeatureScales.apply(scales, to: &row)
        let shares = network.shares(of: row, label: label)
        var ngrams: [HashedNGram] = []
        NGramHasher(settings: settings.features).hash(text, with: analyzer, into: &ngrams)
        let weights = TokenWeights(text, ngrams: ngrams, analyzer: analyzer)
        return Explanation(
            label: labels[label], logit: Float(shares.logit), intercept: Float(shares.intercept),
            contributions: weights.contributions(row: row, shares: shares.weights, tfidf: tfidf))
    }
}

/// Spreads what n-grams add over the tokens of a text.
private struct TokenWeights {
    private let text: [UInt8]
    private let ngrams: [HashedNGram]
    private let tokens: [(start: Int32, end: Int32)]

    init(_ text: String, ngrams: [HashedNGram], analyzer: TextAnalyzer) {
        self.text = Array(text.utf8)
        self.ngrams = ngrams
        // Punctuation counts as a token where it is an n-gram of its own, as runs of exclamation marks are.
        var ownEnd: [Int32: Int32] = [:]
        for ngram in ngrams { ownEnd[ngram.start] = min(ownEnd[ngram.start] ?? ngram.end, ngram.end) }
        var segments: [Token] = []
        _ = self.text.withUnsafeBufferPointer { analyzer.segment($0, into: &segments) }
        tokens = segments.compactMap { segment in
            switch segment.kind {
            case .whitespace: nil
            case .punctuation: ownEnd[segment.start].map { (segment.start, max($0, segment.end)) }
            default: (segment.start, segment.end)
            }
        }
    }

    func contributions(row: SparseVector, shares: [Double], tfidf: TFIDFModel) -> [Explanation.Contribution] {
        var share: [Int32: Double] = [:]
        for (column, weight) in zip(row.indices, shares) { share[column] = weight }
        var occurrences: [Int32: Int] = [:]
        for ngram in ngrams {
            if let column = tfidf.column(ofBucket: ngram.bucket) { occurrences[column, default: 0] += 1 }
        }
        var weights = [Double](repeating: 0, count: tokens.count)
        var isTouched = [Bool](repeating: false, count: tokens.count)
        for ngram in ngrams {
            guard let column = tfidf.column(ofBucket: ngram.bucket), let whole = share[column] else { continue }
            let covered = tokens(under: ngram)
            for token in covered {
                weights[token] += whole / Double(occurrences[column]!) / Double(covered.count)
                isTouched[token] = true
            }
        }
        return tokens.indices.filter { isTouched[$0] }.map { index in
            let (start, end) = tokens[index]
            return Explanation.Contribution(
                token: String(decoding: text[Int(start)..<Int(end)], as: UTF8.self), start: Int(start), end: Int(end),
                weight: Float(weights[index]))
        }
    }

    // The tokens that an n-gram overlaps; the nearest one if there are none, so that nothing is lost.
    private func tokens(under ngram: HashedNGram) -> Range<Int> {
        guard !tokens.isEmpty else { return 0..<0 }
        let first = firstToken { $0.end > ngram.start }
        let last = firstToken { $0.start >= ngram.end }
        if first < last { return first..<last }
        let nearest = min(first, tokens.count - 1)
        return nearest..<nearest + 1
    }

    // The first token for which the condition holds; once it holds, it holds for all that follow.
    private func firstToken(where holds: ((start: Int32, end: Int32)) -> Bool) -> Int {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(tokens[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
