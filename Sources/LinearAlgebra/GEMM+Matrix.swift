extension Matrix {
    /// The product `self · other`, or `self · otherᵀ` with `transposed`.
    ///
    /// Shapes: self `[rows × inner]`, other `[inner × columns]` (transposed: `[columns × inner]`), result
    /// `[rows × columns]`.
    public func multiplied(by other: Matrix, transposed: Bool = false) -> Matrix {
        precondition(
            columns == (transposed ? other.columns : other.rows),
            "\(rows) × \(columns) times \(other.rows) × \(other.columns)\(transposed ? " transposed" : "")")
        var result = Matrix(rows: rows, columns: transposed ? other.rows : other.columns)
        let shape = (rows: rows, columns: result.columns, inner: columns)
        elements.withUnsafeBufferPointer { a in
            other.elements.withUnsafeBufferPointer { b in
                result.elements.withUnsafeMutableBufferPointer { c in
                    gemm(
                        a, b, transposeB: transposed, into: c, rows: shape.rows, columns: shape.columns,
                        inner: shape.inner)
                }
            }
        }
        return result
    }
}
