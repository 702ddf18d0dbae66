import Foundation
public import LinearAlgebra

/// Items that are alike by what is known of them (attributes, words), whoever has had them.
public enum ContentSimilarity {
    /// How many neighbours an item keeps.
    public static let limit = 200
    /// Features that more items share than this say nothing about likeness and would cost most of the time.
    public static func commonest(itemCount: Int) -> Int { max(200, min(itemCount / 4, 4_000)) }

    /// `rows` with each value times idf² and each row scaled to length 1; idf = ln((1 + n) / (1 + df)) + 1.
    public static func weighted(_ rows: SparseMatrix) -> SparseMatrix { weighted(rows, as: rows) }

    /// The same with the frequencies of `fitted`, whose columns `rows` shares.
    public static func weighted(_ rows: SparseMatrix, as fitted: SparseMatrix) -> SparseMatrix {
        precondition(rows.columns == fitted.columns, "\(rows.columns) columns weighted as \(fitted.columns)")
        var frequency = [Int](repeating: 0, count: fitted.columns)
        for column in fitted.columnIndices { frequency[Int(column)] += 1 }
        var result = rows
        for position in rows.values.indices {
            let idf = log(Float(1 + fitted.rows) / Float(1 + frequency[Int(rows.columnIndices[position])])) + 1
            result.values[position] *= idf * idf
        }
        for row in 0..<rows.rows {
            let squares = result.values[rows.range(ofRow: row)].reduce(0) { $0 + $1 * $1 }
            guard squares > 0 else { continue }
            let scale = 1 / squares.squareRoot()
            for position in rows.range(ofRow: row) { result.values[position] *= scale }
        }
        return result
    }

    /// The cosine of each item (row) with its most similar others, times (1 + popularity)^`popularityPower`: shape
    /// `[items × items]`, from rows of length 1, shape `[items × features]`.
    public static func neighbors(
        _ rows: SparseMatrix, popularity: [Float], popularityPower: Float, threads: Int
    ) -> SparseMatrix {
        let inverted = rows.transposed()
        let tooCommon = commonest(itemCount: rows.rows)
        let boost = popularity.map { pow(1 + $0, popularityPower) }
        return SparseRows.build(count: rows.rows, limit: limit + 1, threads: threads) { row, scores in
            for position in rows.range(ofRow: row) {
                let feature = Int(rows.columnIndices[position])
                guard inverted.range(ofRow: feature).count <= tooCommon else { continue }
                scores.add(row: feature, of: inverted, scaledBy: rows.values[position])
            }
            scores.mapScores { item, cosine in cosine * boost[Int(item)] }
        }.withoutDiagonal()
    }
}
