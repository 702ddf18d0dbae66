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
                let values = UnsafeBufferPointer(
                    rebasing: elements[row * block.columns..<(row + 1) * block.columns])
                let kept = largest(of: values, except: firstRow + row, limit: limit).sorted { $0.item < $1.item }
                part.columns += kept.map(\.item)
                part.values += kept.map(\.score)
                part.lengths.append(kept.count)
            }
        }
        return part
    }

    // So many values are looked at as one: most blocks hold none that counts, and counting is done in vectors.
    private static let scanned = 64

    private static func largest(
        of values: UnsafeBufferPointer<Float>, except diagonal: Int, limit: Int
    ) -> [TopK.Entry] {
        var best = TopK(capacity: limit)
        // Columns rise, so a value that only equals the floor is not kept.
        var floor: Float = 0
        for start in stride(from: 0, to: values.count, by: scanned) {
            let end = min(start + scanned, values.count)
            var above: Int32 = 0
            for column in start..<end { above &+= values[column] > floor ? 1 : 0 }
            if above == 0 { continue }
            for column in start..<end where values[column] > floor && column != diagonal {
                best.insert(Int32(column), score: values[column])
                floor = max(best.floor, 0)
            }
        }
        return best.drain()
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
