import TextAnalysis

/// Counts the n-grams of one text after another, in memory that is used again.
struct TFIDFWorker {
    private let bucketBits: Int
    private let analyzer: TextAnalyzer
    private var scratch = NGramScratch()
    private var ngrams: NGramKeys
    private var spare: [UInt32] = []
    /// The buckets of the last text, rising, each once.
    private(set) var distinctBuckets: [Int32] = []
    /// How often each of them occurs.
    private(set) var counts: [Int32] = []

    init(settings: TextFeatureSettings, analyzer: TextAnalyzer) {
        ngrams = NGramKeys(settings: settings)
        bucketBits = settings.bucketBits
        self.analyzer = analyzer
    }

    /// A worker with an analyzer of its own. The caller has made sure that ICU's data is there.
    init(settings: TextFeatureSettings) {
        guard let analyzer = try? TextAnalyzer() else { preconditionFailure("ICU's data went away during the run") }
        self.init(settings: settings, analyzer: analyzer)
    }

    mutating func count(_ text: String) {
        ngrams.collect(text, with: analyzer, scratch: &scratch)
        let count = ngrams.count
        RadixSort.sort(&ngrams.keys, count: count, spare: &spare, bits: bucketBits)
        distinctBuckets.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        ngrams.keys.withUnsafeBufferPointer { keys in
            var index = 0
            while index < count {
                let key = keys[index]
                let first = index
                while index < count, keys[index] == key { index += 1 }
                distinctBuckets.append(Int32(key))
                counts.append(Int32(index - first))
            }
        }
    }
}
