import FeatureExtraction
import Foundation
import LinearAlgebra

/// How much each column of a TF-IDF matrix counts, learned from the labels.
///
/// A column's scale is ½ + max over labels |ln((a + 1)/(e + 1)) − ln((b + 1)/(f + 1))|: a and b count the column's texts
/// with and without the label, e and f are what they would be if column and label had nothing to do with each other.
/// It is the naive-Bayes ratio of Wang and Manning (ACL 2012), for any number of labels and shrunk to 0 for rare
/// n-grams, as a strength instead of a sign. Character n-grams are scaled once more by their weight.
enum FeatureScales {
    /// Scales learned from the named rows of `matrix`, `[columns]`.
    static func learn(
        from matrix: SparseMatrix, labels: [Int32], classes: Int, rows: [Int], firstCharacterColumn: Int,
        characterWeight: Float
    ) -> [Float] {
        var counts = [Float](repeating: 0, count: matrix.columns * classes)
        var totals = [Float](repeating: 0, count: classes)
        for row in rows {
            let label = Int(labels[row])
            totals[label] += 1
            for position in matrix.range(ofRow: row) {
                counts[Int(matrix.columnIndices[position]) * classes + label] += 1
            }
        }
        let rowCount = Float(rows.count)
        return (0..<matrix.columns).map { column in
            let own = counts[column * classes..<(column + 1) * classes]
            let all = own.reduce(0, +)
            var strongest: Float = 0
            for label in 0..<classes where all > 0 {
                let inside = own[own.startIndex + label]
                let expected = all * totals[label] / rowCount
                let ratio = (inside + 1) / (expected + 1) * (all - expected + 1) / (all - inside + 1)
                strongest = max(strongest, abs(log(ratio)))
            }
            return (0.5 + strongest) * (column >= firstCharacterColumn ? characterWeight : 1)
        }
    }

    /// As for a matrix, for one row.
    static func apply(_ scales: [Float], to row: inout SparseVector) {
        scales.withUnsafeBufferPointer { scales in
            row.indices.withUnsafeBufferPointer { columns in
                row.values.withUnsafeMutableBufferPointer { apply(scales, to: $0, columns: columns) }
            }
        }
    }

    /// Multiplies each column of `matrix` by its scale, then scales each row to length 1.
    static func apply(_ scales: [Float], to matrix: inout SparseMatrix) {
        scales.withUnsafeBufferPointer { scales in
            matrix.columnIndices.withUnsafeBufferPointer { columns in
                let offsets = matrix.rowOffsets
                matrix.values.withUnsafeMutableBufferPointer { values in
                    for (start, end) in zip(offsets, offsets.dropFirst()) {
                        apply(
                            scales, to: UnsafeMutableBufferPointer(rebasing: values[start..<end]),
                            columns: UnsafeBufferPointer(rebasing: columns[start..<end]))
                    }
                }
            }
        }
    }

    /// As for a matrix, for the values of one row.
    static func apply(
        _ scales: UnsafeBufferPointer<Float>, to values: UnsafeMutableBufferPointer<Float>,
        columns: UnsafeBufferPointer<Int32>
    ) {
        var squares: Float = 0
        for position in 0..<values.count {
            let value = values[position] * scales[Int(columns[position])]
            values[position] = value
            squares += value * value
        }
        guard squares > 0 else { return }
        let factor = 1 / squares.squareRoot()
        for position in 0..<values.count { values[position] *= factor }
    }
}

extension TFIDFModel {
    /// The first column of character n-grams: they hash into the upper half of the buckets.
    var firstCharacterColumn: Int { buckets.firstIndex { $0 >= Int32(settings.bucketCount / 2) } ?? columnCount }

    /// This model with at most `limit` columns: those in the most documents, where one count of documents decides.
    func pruned(to limit: Int) -> TFIDFModel {
        guard columnCount > limit else { return self }
        // Rarer columns have a higher idf, and columns in equally many documents the same.
        let sorted = idf.sorted()
        let bound = sorted[limit]
        let kept = idf.indices.filter { idf[$0] < bound }
        return TFIDFModel(
            settings: settings, documentCount: documentCount, buckets: kept.map { buckets[$0] },
            idf: kept.map { idf[$0] })
    }
}
