public import LinearAlgebra
public import TextAnalysis

/// Turns texts into rows of hashed n-gram counts; it learns nothing, so it needs no pass over the data and no memory for a
/// vocabulary.
public struct HashingVectorizer: Sendable, Equatable {
    /// Which n-grams are counted.
    public let settings: TextFeatureSettings
    /// Whether rows are scaled to length 1.
    public let isNormalized: Bool

    /// A vectoriser.
    /// - Parameters:
    ///   - settings: which n-grams; with `sublinearTF`, a count c becomes 1 + ln c.
    ///   - isNormalized: whether rows are scaled to length 1.
    public init(settings: TextFeatureSettings, isNormalized: Bool = true) {
        self.settings = settings
        self.isNormalized = isNormalized
    }

    /// The rows of `texts`, shape `[texts × bucketCount]`. The same for any number of threads.
    /// - Throws: ``TextAnalysisError`` when ICU's data is missing.
    public func transform(_ texts: [String], threads: Int) throws(TextAnalysisError) -> SparseMatrix {
        _ = try TextAnalyzer()
        let parts = Parallel.mapChunks(of: texts.count, chunk: 256, threads: threads) { range in
            var worker = TFIDFWorker(settings: settings)
            var part = SparseRows()
            for text in texts[range] {
                worker.count(text)
                append(worker, to: &part)
            }
            return part
        }
        return SparseRows.joined(parts, columns: settings.bucketCount)
    }

    private func append(_ worker: TFIDFWorker, to rows: inout SparseRows) {
        let start = rows.values.count
        rows.indices += worker.distinctBuckets
        rows.lengths.append(worker.counts.count)
        if settings.sublinearTF {
            SublinearFrequency.withTable { table in
                rows.values.append(contentsOf: worker.counts.lazy.map { SublinearFrequency.of($0, table) })
            }
        } else {
            rows.values.append(contentsOf: worker.counts.lazy.map { Float($0) })
        }
        guard isNormalized else { return }
        rows.values.withUnsafeMutableBufferPointer { values in
            var squares: Float = 0
            for position in start..<values.count { squares += values[position] * values[position] }
            guard squares > 0 else { return }
            let scale = 1 / squares.squareRoot()
            for position in start..<values.count { values[position] *= scale }
        }
    }
}
