extension SparseMatrix {
    /// The product `self · dense`, rows spread over threads.
    ///
    /// Shapes: self `[rows × columns]`, dense `[columns × width]`, result `[rows × width]`.
    /// - Complexity: O(stored values · width).
    public func multiplied(by dense: Matrix, threads: Int) -> Matrix {
        precondition(columns == dense.rows, "\(rows) × \(columns) times \(dense.rows) × \(dense.columns)")
        let width = dense.columns
        var result = Matrix(rows: rows, columns: width)
        result.elements.withUnsafeMutableBufferPointer { target in
            // Every row is written by one thread only.
            nonisolated(unsafe) let target = target
            Parallel.forEach((rows + 255) / 256, threads: threads) { chunk in
                dense.elements.withUnsafeBufferPointer { source in
                    for row in chunk * 256..<Swift.min((chunk + 1) * 256, rows) {
                        accumulate(row, source.baseAddress, target.baseAddress.map { $0 + row * width }, width)
                    }
                }
            }
        }
        return result
    }

    private func accumulate(
        _ row: Int, _ source: UnsafePointer<Float>?, _ sum: UnsafeMutablePointer<Float>?, _ width: Int
    ) {
        guard let source, let sum else { return }
        columnIndices.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
                for position in range(ofRow: row) {
                    let value = values[position]
                    let other = source + Int(columns[position]) * width
                    for lane in 0..<width { sum[lane] += value * other[lane] }
                }
            }
        }
    }
}
