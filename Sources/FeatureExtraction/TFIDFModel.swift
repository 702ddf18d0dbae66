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
    // The column of each bucket, −1 for buckets without one.
    private let columnOfBucket: [Int32]
    // The first column of character n-grams.
    private let firstCharacterColumn: Int

    /// A fitted model from its parts.
    public init(settings: TextFeatureSettings, documentCount: Int, buckets: [Int32], idf: [Float]) {
        precondition(buckets.count == idf.count)
        self.settings = settings
        self.documentCount = documentCount
        self.buckets = buckets
        self.idf = idf
        var columns = [Int32](repeating: -1, count: settings.bucketCount)
        for (column, bucket) in buckets.enumerated() { columns[Int(bucket)] = Int32(column) }
        columnOfBucket = columns
        let half = Int32(settings.bucketCount / 2)
        firstCharacterColumn = buckets.firstIndex { $0 >= half } ?? buckets.count
    }

    /// How many columns a row has.
    public var columnCount: Int { buckets.count }

    /// The column of a bucket, or `nil` if the bucket has none.
    public func column(ofBucket bucket: Int32) -> Int32? {
        let column = columnOfBucket[Int(bucket)]
        return column < 0 ? nil : column
    }

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
            var worker = TFIDFWorker(settings: settings)
            var part = SparseRows()
            for text in texts[range] {
                let before = part.indices.count
                append(text, &worker, &part.indices, &part.values)
                part.lengths.append(part.indices.count - before)
            }
            return part
        }
        return SparseRows.joined(parts, columns: columnCount)
    }

    /// The TF-IDF row of one text, of length 1 (or 0 for a text without known n-grams).
    public func transform(_ text: String, with analyzer: TextAnalyzer) -> SparseVector {
        var worker = TFIDFWorker(settings: settings, analyzer: analyzer)
        var vector = SparseVector()
        append(text, &worker, &vector.indices, &vector.values)
        return vector
    }

    private func append(_ text: String, _ worker: inout TFIDFWorker, _ indices: inout [Int32], _ values: inout [Float])
    {
        worker.count(text)
        let start = indices.count
        var wordSquares: Float = 0
        var characterSquares: Float = 0
        for (bucket, count) in zip(worker.distinctBuckets, worker.counts) {
            let column = columnOfBucket[Int(bucket)]
            guard column >= 0 else { continue }
            let frequency = settings.sublinearTF ? SublinearFrequency.of(count) : Float(count)
            let value = frequency * idf[Int(column)]
            if Int(column) < firstCharacterColumn {
                wordSquares += value * value
            } else {
                characterSquares += value * value
            }
            indices.append(column)
            values.append(value)
        }
        let families: Float = (wordSquares > 0 ? 1 : 0) + (characterSquares > 0 ? 1 : 0)
        let wordScale = wordSquares > 0 ? 1 / (wordSquares * families).squareRoot() : 0
        let characterScale = characterSquares > 0 ? 1 / (characterSquares * families).squareRoot() : 0
        for position in start..<values.count {
            values[position] *= Int(indices[position]) < firstCharacterColumn ? wordScale : characterScale
        }
    }
}
