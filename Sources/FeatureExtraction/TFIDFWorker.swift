import TextAnalysis

/// Counts the n-grams of one text after another, in memory that is used again.
struct TFIDFWorker {
    private let hasher: NGramHasher
    private let analyzer: TextAnalyzer
    private var scratch = NGramScratch()
    private var ngrams: [HashedNGram] = []
    private var keys: [UInt32] = []
    private var spare: [UInt32] = []
    /// The buckets of the last text, rising, each once.
    private(set) var distinctBuckets: [Int32] = []
    /// How often each of them occurs.
    private(set) var counts: [Int32] = []

    init(settings: TextFeatureSettings, analyzer: TextAnalyzer) {
        hasher = NGramHasher(settings: settings)
        self.analyzer = analyzer
    }

    /// A worker with an analyzer of its own. The caller has made sure that ICU's data is there.
    init(settings: TextFeatureSettings) {
        guard let analyzer = try? TextAnalyzer() else { preconditionFailure("ICU's data went away during the run") }
        self.init(settings: settings, analyzer: analyzer)
    }

    mutating func count(_ text: String) {
        hasher.hash(text, with: analyzer, scratch: &scratch, into: &ngrams)
        keys.removeAll(keepingCapacity: true)
        for ngram in ngrams { keys.append(UInt32(ngram.bucket)) }
        RadixSort.sort(&keys, spare: &spare, bits: hasher.settings.bucketBits)
        distinctBuckets.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        for key in keys {
            if let last = distinctBuckets.last, last == Int32(key) {
                counts[counts.count - 1] += 1
            } else {
                distinctBuckets.append(Int32(key))
                counts.append(1)
            }
        }
    }
}
