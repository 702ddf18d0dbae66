extension Matrix {
    /// The product `self · other` or `self · otherᵀ`, blocks of rows spread over threads. The blocks do not depend on the
    /// number of threads, so neither do the bits.
    public func multiplied(by other: Matrix, transposed: Bool = false, threads: Int) -> Matrix {
        let width = transposed ? other.rows : other.columns
        precondition(columns == (transposed ? other.columns : other.rows), "inner sizes differ")
        var result = Matrix(rows: rows, columns: width)
        result.elements.withUnsafeMutableBufferPointer { target in
            // Every block of rows is written by one thread only.
            nonisolated(unsafe) let target = target
            Parallel.forEach((rows + Self.blockRows - 1) / Self.blockRows, threads: threads) { block in
                let start = block * Self.blockRows
                let count = min(Self.blockRows, rows - start)
                elements.withUnsafeBufferPointer { own in
                    other.elements.withUnsafeBufferPointer { others in
                        gemm(
                            UnsafeBufferPointer(rebasing: own[start * columns..<(start + count) * columns]), others,
                            transposeB: transposed,
                            into: UnsafeMutableBufferPointer(rebasing: target[start * width..<(start + count) * width]),
                            rows: count, columns: width, inner: columns)
                    }
                }
            }
        }
        return result
    }

    /// `selfᵀ · other`, shape `[columns × other.columns]`: sums over blocks of rows, added in the order of the blocks.
    public func transposedProduct(with other: Matrix, threads: Int) -> Matrix {
        precondition(rows == other.rows, "inner sizes differ")
        let parts = Parallel.mapChunks(of: rows, chunk: Self.summedRows, threads: threads) { range -> [Float] in
            var part = [Float](repeating: 0, count: columns * other.columns)
            elements.withUnsafeBufferPointer { own in
                other.elements.withUnsafeBufferPointer { others in
                    part.withUnsafeMutableBufferPointer { part in
                        gemm(
                            UnsafeBufferPointer(rebasing: own[range.lowerBound * columns..<range.upperBound * columns]),
                            transposeA: true,
                            UnsafeBufferPointer(
                                rebasing: others[
                                    range.lowerBound * other.columns..<range.upperBound * other.columns]), into: part,
                            rows: columns, columns: other.columns, inner: range.count)
                    }
                }
            }
            return part
        }
        var result = Matrix(rows: columns, columns: other.columns)
        for part in parts { for index in part.indices { result.elements[index] += part[index] } }
        return result
    }

    private static let blockRows = 256
    private static let summedRows = 8192
}
