public import LinearAlgebra

/// Items that are two steps of another matrix away: what reaches items whose own pairs are few.
public enum TwoHop {
    /// How many neighbours of an item are walked to.
    static let branching = 50
    /// How many are kept after two steps.
    static let limit = 200

    /// R · R without its diagonal, where R holds the ``branching`` largest values of each row of `weights`, scaled to
    /// sum to 1.
    public static func weights(_ weights: SparseMatrix, threads: Int) -> SparseMatrix {
        let step = SparseRows.build(count: weights.rows, limit: branching, threads: threads) { row, scores in
            scores.add(row: row, of: weights, scaledBy: 1)
        }.normalizedRows()
        return SparseRows.build(count: weights.rows, limit: limit + 1, threads: threads) { row, scores in
            for position in step.range(ofRow: row) {
                scores.add(row: Int(step.columnIndices[position]), of: step, scaledBy: step.values[position])
            }
        }.withoutDiagonal()
    }
}

extension SparseMatrix {
    /// Rows scaled to sum to 1; empty rows stay empty.
    func normalizedRows() -> SparseMatrix {
        var result = self
        for row in 0..<rows {
            let sum = values[range(ofRow: row)].reduce(0, +)
            guard sum > 0 else { continue }
            for position in range(ofRow: row) { result.values[position] /= sum }
        }
        return result
    }

    /// The same without the values on the diagonal.
    func withoutDiagonal() -> SparseMatrix {
        var offsets = [0]
        var columns: [Int32] = []
        var kept: [Float] = []
        for row in 0..<rows {
            for position in range(ofRow: row) where Int(columnIndices[position]) != row {
                columns.append(columnIndices[position])
                kept.append(values[position])
            }
            offsets.append(columns.count)
        }
        return SparseMatrix(
            rows: rows, columns: self.columns, rowOffsets: offsets, columnIndices: columns, values: kept)
    }
}
