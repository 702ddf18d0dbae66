/// A sparse matrix of `Float` in compressed sparse row form; columns rise within a row and none repeats.
public struct SparseMatrix: Sendable, Equatable {
    /// Number of rows.
    public let rows: Int
    /// Number of columns.
    public let columns: Int
    /// Where each row starts in `columnIndices` and `values`; `rows + 1` entries.
    public let rowOffsets: [Int]
    /// Column of each stored value.
    public let columnIndices: [Int32]
    /// The stored values, beside `columnIndices`.
    public var values: [Float]

    /// A matrix from its CSR arrays.
    public init(rows: Int, columns: Int, rowOffsets: [Int], columnIndices: [Int32], values: [Float]) {
        precondition(rowOffsets.count == rows + 1 && rowOffsets.last == values.count)
        precondition(columnIndices.count == values.count)
        self.rows = rows
        self.columns = columns
        self.rowOffsets = rowOffsets
        self.columnIndices = columnIndices
        self.values = values
    }

    /// A matrix of zeros.
    public static func empty(rows: Int, columns: Int) -> SparseMatrix {
        SparseMatrix(
            rows: rows, columns: columns, rowOffsets: Array(repeating: 0, count: rows + 1), columnIndices: [],
            values: [])
    }

    /// How many values are stored.
    public var count: Int { values.count }

    /// The positions in `columnIndices` and `values` that belong to `row`.
    @inlinable
    public func range(ofRow row: Int) -> Range<Int> { rowOffsets[row]..<rowOffsets[row + 1] }

    /// Where the value at `row` and `column` is among the stored ones, or `nil` if it is not stored.
    /// - Complexity: logarithmic in the values of the row.
    public func position(row: Int, column: Int32) -> Int? {
        let range = range(ofRow: row)
        return columnIndices.withUnsafeBufferPointer { columns in
            var (low, high) = (range.lowerBound, range.upperBound)
            while low < high {
                let middle = (low + high) / 2
                if columns[middle] < column { low = middle + 1 } else { high = middle }
            }
            return low < range.upperBound && columns[low] == column ? low : nil
        }
    }

    /// Rows become columns. Work and memory are linear in the stored values.
    public func transposed() -> SparseMatrix {
        var offsets = [Int](repeating: 0, count: columns + 1)
        for column in columnIndices { offsets[Int(column) + 1] += 1 }
        for column in 0..<columns { offsets[column + 1] += offsets[column] }
        var cursor = offsets
        var indices = [Int32](repeating: 0, count: count)
        var moved = [Float](repeating: 0, count: count)
        for row in 0..<rows {
            for position in range(ofRow: row) {
                let column = Int(columnIndices[position])
                indices[cursor[column]] = Int32(row)
                moved[cursor[column]] = values[position]
                cursor[column] += 1
            }
        }
        return SparseMatrix(rows: columns, columns: rows, rowOffsets: offsets, columnIndices: indices, values: moved)
    }
}
