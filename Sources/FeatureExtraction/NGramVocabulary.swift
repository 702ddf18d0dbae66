import LinearAlgebra
public import TextAnalysis

/// Which n-grams stand behind the buckets: what hashing forgets, looked up in texts again.
public struct NGramVocabulary: Sendable, Equatable {
    /// An n-gram and how often it was seen.
    public struct Entry: Sendable, Equatable {
        /// Its normalised form: words with blanks between, those of a text's opening behind a `^`; in n-grams of characters
        /// a blank is the border of a word.
        public let ngram: String
        /// How often it occurs.
        public let count: Int
    }

    /// Which n-grams are taken.
    public let settings: TextFeatureSettings
    private let counts: [Int32: [String: Int]]

    /// The n-grams of `texts`.
    /// - Throws: ``TextAnalysisError`` when ICU's data is missing.
    public init(of texts: [String], settings: TextFeatureSettings, threads: Int) throws(TextAnalysisError) {
        _ = try TextAnalyzer()
        let parts = Parallel.mapChunks(of: texts.count, chunk: max(256, (texts.count + 7) / 8), threads: threads) {
            range in
            guard let analyzer = try? TextAnalyzer() else { preconditionFailure("ICU's data went away during the run") }
            let hasher = NGramHasher(settings: settings)
            var scratch = NGramScratch()
            var counts: [Int32: [String: Int]] = [:]
            for text in texts[range] {
                hasher.forEachNGram(of: text, with: analyzer, scratch: &scratch) { bucket, ngram in
                    counts[bucket, default: [:]][ngram, default: 0] += 1
                }
            }
            return counts
        }
        self.settings = settings
        counts = parts.reduce(into: [:]) { sum, part in
            sum.merge(part) { $0.merging($1, uniquingKeysWith: +) }
        }
    }

    /// The n-grams seen in a bucket, most frequent first.
    public func entries(ofBucket bucket: Int32) -> [Entry] {
        (counts[bucket] ?? [:]).map { Entry(ngram: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.ngram) < ($0.count, $1.ngram) }
    }

    /// Buckets that hold an n-gram, rising.
    public var buckets: [Int32] { counts.keys.sorted() }

    /// How many different n-grams were seen.
    public var ngramCount: Int { counts.values.reduce(0) { $0 + $1.count } }

    /// Buckets in which several n-grams meet, rising.
    public var collisions: [Int32] { counts.filter { $0.value.count > 1 }.keys.sorted() }
}

extension NGramHasher {
    /// Calls `body` with the bucket and the normalised form of every n-gram, in the order of ``hash(_:with:into:)``.
    func forEachNGram(
        of text: String, with analyzer: TextAnalyzer, scratch: inout NGramScratch, _ body: (Int32, String) -> Void
    ) {
        var ngrams: [HashedNGram] = []
        hash(text, with: analyzer, scratch: &scratch, into: &ngrams)
        var forms: [String] = []
        let utf8 = Array(text.utf8)
        for word in scratch.words {
            var bytes: [UInt8] = []
            utf8[Int(word.start)..<Int(word.end)].withUnsafeBufferPointer { analyzer.appendNormalized($0, to: &bytes) }
            // A run of marks counts as one.
            let isMark = bytes.allSatisfy { $0 == 0x21 || $0 == 0x3F }
            forms.append(String(decoding: isMark ? Array(bytes.prefix(1)) : bytes, as: UTF8.self))
        }
        var next = 0
        let opening = settings.openingWords.map { scratch.opening.count(of: forms.count, limit: $0) } ?? 0
        for (count, mark) in [(forms.count, ""), (opening, "^")] {
            guard let range = settings.wordNGrams else { break }
            for first in 0..<count {
                for length in range.lower...range.upper where first + length <= count {
                    body(ngrams[next].bucket, mark + forms[first..<first + length].joined(separator: " "))
                    next += 1
                }
            }
        }
        guard let range = settings.characterNGrams else { return }
        for run in scratch.runs {
            let shortest = run.isUnspaced ? range.lower : max(2, range.lower)
            for first in run.characters {
                for last in first..<min(first + range.upper, run.characters.upperBound)
                where last - first + 1 >= shortest {
                    let bytes = Int(scratch.characters[first].byteStart)..<Int(scratch.characters[last].byteEnd)
                    body(ngrams[next].bucket, String(decoding: scratch.bytes[bytes], as: UTF8.self))
                    next += 1
                }
            }
        }
    }
}
