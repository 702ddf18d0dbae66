import LinearAlgebra
public import TextAnalysis

/// Fits a ``TFIDFModel`` to a stream of documents that need not fit into memory: only the number of documents with each bucket
/// is kept, 4 bytes a bucket. However the stream is cut into batches, the model is the same.
public struct TFIDFFitter: Sendable {
    /// Which n-grams are counted.
    public let settings: TextFeatureSettings
    /// Documents seen so far.
    public private(set) var documentCount = 0
    private var frequency: [Int32]

    /// A fitter that has seen nothing.
    public init(settings: TextFeatureSettings) {
        self.settings = settings
        frequency = [Int32](repeating: 0, count: settings.bucketCount)
    }

    /// Counts a batch of documents.
    /// - Throws: ``TextAnalysisError`` when ICU's data is missing.
    public mutating func add(_ texts: [String], threads: Int) throws(TextAnalysisError) {
        _ = try TextAnalyzer()
        let settings = settings
        let buckets = Parallel.mapChunks(of: texts.count, chunk: 256, threads: threads) { range in
            var worker = TFIDFWorker(settings: settings)
            var buckets: [Int32] = []
            for text in texts[range] {
                worker.count(text)
                buckets += worker.distinctBuckets
            }
            return buckets
        }
        for part in buckets {
            for bucket in part { frequency[Int(bucket)] += 1 }
        }
        documentCount += texts.count
    }

    /// The model of all documents so far; buckets in fewer than `minimumDocumentFrequency` of them get no column.
    public func model(minimumDocumentFrequency: Int = 1) -> TFIDFModel {
        let kept = frequency.indices.filter { frequency[$0] >= max(1, minimumDocumentFrequency) }
        return TFIDFModel(
            settings: settings, documentCount: documentCount, buckets: kept.map(Int32.init),
            idf: kept.map { TFIDFModel.idf(count: Float(frequency[$0]), of: documentCount) })
    }
}
