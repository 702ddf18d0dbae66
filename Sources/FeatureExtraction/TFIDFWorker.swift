import TextAnalysis

/// Counts the n-grams of one text after another, in memory that is used again.
struct TFIDFWorker {
    private let bucketBits: Int
    private let analyzer: TextAnalyzer
    private var scratch = NGramScratch()
    private var ngrams: NGramKeys
    private var spare: [UInt32] = []
    // Only the first `distinctCount` are of the last text.
    private var bucketsOnce: [Int32] = []
    private var bucketCounts: [Int32] = []
    private var distinctCount = 0

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
        if bucketsOnce.count < count {
            bucketsOnce = [Int32](repeating: 0, count: ngrams.keys.count)
            bucketCounts = bucketsOnce
        }
        distinctCount = ngrams.keys.withUnsafeBufferPointer { keys in
            bucketsOnce.withUnsafeMutableBufferPointer { buckets in
                bucketCounts.withUnsafeMutableBufferPointer { counts in
                    var distinct = -1
                    var last: UInt32?
                    for key in keys[..<count] {
                        if key != last {
                            distinct += 1
                            counts[distinct] = 0
                            buckets[distinct] = Int32(truncatingIfNeeded: key)
                            last = key
                        }
                        counts[distinct] &+= 1
                    }
                    return distinct + 1
                }
            }
        }
    }

    /// The buckets of the last text, rising, each once.
    var distinctBuckets: ArraySlice<Int32> { bucketsOnce[..<distinctCount] }
    /// How often each of them occurs.
    var counts: ArraySlice<Int32> { bucketCounts[..<distinctCount] }
}
