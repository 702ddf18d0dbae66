import LinearAlgebra

/// Rows of a sparse matrix in the making.
struct RowPart: Sendable {
    var columns: [Int32] = []
    var values: [Float] = []
    var lengths: [Int] = []
}

/// Picks what counts out of dense rows.
enum DenseRows {
    /// The largest values above zero of each row of `block`, without the diagonal, columns rising.
    /// - Parameter firstRow: which row of the whole matrix the block starts with.
    static func largest(of block: Matrix, firstRow: Int, limit: Int) -> RowPart {
        var part = RowPart()
        block.elements.withUnsafeBufferPointer { elements in
            for row in 0..<block.rows {
                var best = TopK(capacity: limit)
                let start = row * block.columns
                for column in 0..<block.columns {
                    let value = elements[start + column]
                    if value > 0, column != firstRow + row, best.wouldKeep(Int32(column), score: value) {
                        best.insert(Int32(column), score: value)
                    }
                }
                let kept = best.drain().sorted { $0.item < $1.item }
                part.columns += kept.map(\.item)
                part.values += kept.map(\.score)
                part.lengths.append(kept.count)
            }
        }
        return part
    }
}

extension SparseMatrix {
    /// The matrix whose rows stand in these parts, one after the other.
    init(rowParts parts: [RowPart], columns: Int) {
        var offsets = [0]
        for part in parts { for length in part.lengths { offsets.append(offsets[offsets.count - 1] + length) } }
        self.init(
            rows: offsets.count - 1, columns: columns, rowOffsets: offsets, columnIndices: parts.flatMap(\.columns),
            values: parts.flatMap(\.values))
    }
}
