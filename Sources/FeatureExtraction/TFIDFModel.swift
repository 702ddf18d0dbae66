import Foundation
public import LinearAlgebra
public import TextAnalysis

/// TF-IDF over hashed n-grams, fitted to a set of documents.
///
/// A bucket that occurs in enough documents gets a column; columns are numbered in the order of their buckets. With tf the
/// count in the document, df the number of documents with the bucket and n the number of documents, an entry is
/// (1 + ln tf) · (ln((1 + n) / (1 + df)) + 1). Word and character columns are each scaled to length 1, so that neither
/// family drowns the other, and then the whole row is.
public struct TFIDFModel: Sendable, Equatable {
    /// Which n-grams are counted.
    public let settings: TextFeatureSettings
    /// How many documents it was fitted to.
    public let documentCount: Int
    /// The bucket of each column, rising.
    public let buckets: [Int32]
    /// The inverse document frequency of each column.
    public let idf: [Float]
    private let index: BucketIndex
    // The first column of character n-grams.
    private let firstCharacterColumn: Int
    private let pool = TFIDFEncoderPool()

    /// A fitted model from its parts.
    public init(settings: TextFeatureSettings, documentCount: Int, buckets: [Int32], idf: [Float]) {
        precondition(buckets.count == idf.count)
        self.settings = settings
        self.documentCount = documentCount
        self.buckets = buckets
        self.idf = idf
        index = BucketIndex(buckets, bucketCount: settings.bucketCount)
        let half = Int32(settings.bucketCount / 2)
        firstCharacterColumn = buckets.firstIndex { $0 >= half } ?? buckets.count
    }

    /// How many columns a row has.
    public var columnCount: Int { buckets.count }

    /// The column of a bucket, or `nil` if the bucket has none.
    public func column(ofBucket bucket: Int32) -> Int32? { index.column(of: bucket) }

    /// Fits a model to `texts`; buckets in fewer than `minimumDocumentFrequency` of them get no column.
    /// - Throws: ``TextAnalysisError`` when ICU's data is missing.
    public static func fit(
        _ texts: [String], settings: TextFeatureSettings, minimumDocumentFrequency: Int = 1, threads: Int
    ) throws(TextAnalysisError) -> TFIDFModel {
        var fitter = TFIDFFitter(settings: settings)
        // In batches, so that memory does not grow with their number.
        for start in stride(from: 0, to: texts.count, by: batchSize) {
            try fitter.add(Array(texts[start..<min(start + batchSize, texts.count)]), threads: threads)
        }
        return fitter.model(minimumDocumentFrequency: minimumDocumentFrequency)
    }

    private static let batchSize = 8192

    /// The inverse document frequency of what occurs in `count` of `documents` documents.
    public static func idf(count: Float, of documents: Int) -> Float {
        Float(log(Double(1 + documents) / (1 + Double(count))) + 1)
    }

    /// The TF-IDF rows of `texts`, shape `[texts × columns]`, each of length 1 (or 0 for a text without known n-grams).
    /// - Throws: ``TextAnalysisError`` when ICU's data is missing.
    public func transform(_ texts: [String], threads: Int) throws(TextAnalysisError) -> SparseMatrix {
        _ = try TextAnalyzer()
        let parts = Parallel.mapChunks(of: texts.count, chunk: 256, threads: threads) { range in
            var part = SparseRows()
            forEachRow(of: texts[range]) { indices, values in
                part.indices += indices
                part.values += values
                part.lengths.append(indices.count)
            }
            return part
        }
        return SparseRows.joined(parts, columns: columnCount)
    }

    /// Calls `body` with the TF-IDF row of each of `texts` in turn: its columns, rising, and their values, which `body` may
    /// change. The memory of a row is that of the next one too. ICU's data must be there, as it is wherever an analyzer was
    /// made.
    public func forEachRow(
        of texts: ArraySlice<String>,
        _ body: (_ columns: UnsafeBufferPointer<Int32>, _ values: UnsafeMutableBufferPointer<Float>) -> Void
    ) {
        pool.withEncoder {
            guard let analyzer = try? TextAnalyzer() else { preconditionFailure("ICU's data went away during the run") }
            return encoder(analyzer)
        } _: { encoder in
            for text in texts { encoder.withRow(of: text, body) }
        }
    }

    /// The TF-IDF row of one text, of length 1 (or 0 for a text without known n-grams).
    public func transform(_ text: String, with analyzer: TextAnalyzer) -> SparseVector {
        encoder(analyzer).withRow(of: text) { SparseVector(indices: Array($0), values: Array($1)) }
    }

    private func encoder(_ analyzer: TextAnalyzer) -> TFIDFEncoder {
        TFIDFEncoder(
            settings: settings, index: index, idf: idf, firstCharacterColumn: firstCharacterColumn, analyzer: analyzer)
    }
}
