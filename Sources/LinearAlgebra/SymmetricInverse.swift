extension Matrix {
    /// The inverse of a symmetric positive definite matrix `[n × n]`, by blocked Gauss–Jordan elimination without
    /// pivoting, which such matrices do not need (Higham, Accuracy and Stability of Numerical Algorithms, section 14).
    /// - Complexity: O(n³), nearly all of it in matrix products spread over threads; memory beside the result is O(n).
    public consuming func inverseOfPositiveDefinite(threads: Int) -> Matrix {
        precondition(rows == columns, "\(rows) × \(columns) is not square")
        let n = rows
        let width = Self.eliminatedColumns
        for start in stride(from: 0, to: n, by: width) {
            let count = min(width, n - start)
            let pivot = invertedBlock(start, count)
            // The pivot rows times the inverse of their own block, which takes that block's place.
            var panel = [Float](repeating: 0, count: count * n)
            for row in 0..<count {
                for column in 0..<count { elements[(start + row) * n + start + column] = row == column ? 1 : 0 }
            }
            elements.withUnsafeBufferPointer { all in
                pivot.withUnsafeBufferPointer { pivot in
                    panel.withUnsafeMutableBufferPointer { panel in
                        gemm(
                            pivot, UnsafeBufferPointer(rebasing: all[start * n..<(start + count) * n]), into: panel,
                            rows: count, columns: n, inner: count)
                    }
                }
            }
            eliminate(start, count, panel, threads: threads)
            elements.replaceSubrange(start * n..<(start + count) * n, with: panel)
        }
        return self
    }

    private static let eliminatedColumns = 128
    private static let updatedRows = 128

    // Takes the pivot's columns out of all other rows.
    private mutating func eliminate(_ start: Int, _ count: Int, _ panel: [Float], threads: Int) {
        let n = rows
        elements.withUnsafeMutableBufferPointer { all in
            // Every block of rows is changed by one thread only.
            nonisolated(unsafe) let all = all
            Parallel.forEach((n + Self.updatedRows - 1) / Self.updatedRows, threads: threads) { block in
                let first = block * Self.updatedRows
                let last = min(first + Self.updatedRows, n)
                // Blocks of updated rows are those of eliminated columns, so a block is the pivot's or has none of it.
                if first == start { return }
                var factors = [Float](repeating: 0, count: (last - first) * count)
                for row in first..<last {
                    for column in 0..<count {
                        factors[(row - first) * count + column] = all[row * n + start + column]
                        all[row * n + start + column] = 0
                    }
                }
                factors.withUnsafeBufferPointer { factors in
                    panel.withUnsafeBufferPointer { panel in
                        gemm(
                            factors, panel, into: UnsafeMutableBufferPointer(rebasing: all[first * n..<last * n]),
                            rows: last - first, columns: n, inner: count, alpha: -1, beta: 1)
                    }
                }
            }
        }
    }

    // The inverse of a diagonal block, in double precision.
    private func invertedBlock(_ start: Int, _ count: Int) -> [Float] {
        var block = [Double](repeating: 0, count: count * count)
        for row in 0..<count {
            for column in 0..<count {
                block[row * count + column] = Double(elements[(start + row) * rows + start + column])
            }
        }
        for pivot in 0..<count {
            let inverse = 1 / block[pivot * count + pivot]
            block[pivot * count + pivot] = 1
            for column in 0..<count { block[pivot * count + column] *= inverse }
            for row in 0..<count where row != pivot {
                let factor = block[row * count + pivot]
                block[row * count + pivot] = 0
                for column in 0..<count { block[row * count + column] -= factor * block[pivot * count + column] }
            }
        }
        return block.map { Float($0) }
    }
}
