/// The leading singular vectors of a sparse matrix by randomised projection with power iterations (Halko, Martinsson and
/// Tropp, SIAM Review 2011).
public struct TruncatedSVD: Sendable {
    /// U·√S, `[rows × rank]`.
    public let left: Matrix
    /// V·√S, `[columns × rank]`; `left · rightᵀ` is the nearest matrix of this rank.
    public let right: Matrix

    // More directions than are kept make the kept ones accurate.
    private static let oversampling = 16
    private static let powerIterations = 3

    /// The factors of `matrix`. The same matrix and seed give the same bits for any number of threads.
    /// - Complexity: O((stored values + (rows + columns) · rank) · rank).
    public init(_ matrix: SparseMatrix, rank: Int, seed: UInt64, threads: Int) {
        let width = min(rank + Self.oversampling, matrix.rows, matrix.columns)
        guard width > 0 else {
            left = Matrix(rows: matrix.rows, columns: 0)
            right = Matrix(rows: matrix.columns, columns: 0)
            return
        }
        let transposed = matrix.transposed()
        var generator = SeededGenerator(seed: seed)
        var start = Matrix(rows: matrix.columns, columns: width)
        for index in start.elements.indices { start.elements[index] = 2 * generator.uniform() - 1 }
        var basis = matrix.multiplied(by: start, threads: threads)
        for _ in 0..<Self.powerIterations {
            let back = transposed.multiplied(by: Self.orthonormal(basis, threads), threads: threads)
            basis = matrix.multiplied(by: Self.orthonormal(back, threads), threads: threads)
        }
        let q = Self.orthonormal(basis, threads)
        let projected = transposed.multiplied(by: q, threads: threads)
        let gram = projected.transposedProduct(with: projected, threads: threads)
        let (values, vectors) = SymmetricEigen.decompose(gram.elements.map(Double.init), size: width)
        let kept = min(rank, width)
        // Λ holds squared singular values: √S is its fourth root.
        var rotation = Matrix(rows: width, columns: kept)
        var inverse = Matrix(rows: width, columns: kept)
        for column in 0..<kept {
            let root = max(values[column], 0).squareRoot().squareRoot()
            for row in 0..<width {
                rotation[row, column] = Float(vectors[row * width + column] * root)
                inverse[row, column] = root > 1e-6 ? Float(vectors[row * width + column] / root) : 0
            }
        }
        left = q.multiplied(by: rotation, threads: threads)
        right = projected.multiplied(by: inverse, threads: threads)
    }

    // Columns made orthonormal by Cholesky's factor of their products, twice over for accuracy (Yamamoto et al., ETNA
    // 2015). A column that depends on those before it becomes zero: there is no further direction to be had.
    private static func orthonormal(_ matrix: Matrix, _ threads: Int) -> Matrix {
        var result = matrix
        for _ in 0..<2 {
            let gram = result.transposedProduct(with: result, threads: threads)
            result = result.multiplied(by: inverseCholesky(gram), threads: threads)
        }
        return result
    }

    // What of a column's square must be left beside the columns before it, as products in single precision are no
    // more exact than this.
    private static let independence = 1e-6

    // R⁻¹ of G = Rᵀ·R, upper triangular, with zero columns for dependent ones.
    private static func inverseCholesky(_ gram: Matrix) -> Matrix {
        let n = gram.rows
        var r = [Double](repeating: 0, count: n * n)
        var isDependent = [Bool](repeating: false, count: n)
        for i in 0..<n {
            var rest = Double(gram[i, i])
            for k in 0..<i { rest -= r[k * n + i] * r[k * n + i] }
            guard rest > independence * Double(gram[i, i]), rest > 1e-30 else {
                isDependent[i] = true
                continue
            }
            let root = rest.squareRoot()
            r[i * n + i] = root
            for j in i + 1..<max(n, i + 1) {
                var sum = Double(gram[i, j])
                for k in 0..<i { sum -= r[k * n + i] * r[k * n + j] }
                r[i * n + j] = sum / root
            }
        }
        var inverse = Matrix(rows: n, columns: n)
        for j in 0..<n where !isDependent[j] {
            var column = [Double](repeating: 0, count: n)
            column[j] = 1 / r[j * n + j]
            for i in stride(from: j - 1, through: 0, by: -1) where !isDependent[i] {
                var sum = 0.0
                for k in i + 1...j { sum += r[i * n + k] * column[k] }
                column[i] = -sum / r[i * n + i]
            }
            for i in 0...j { inverse[i, j] = Float(column[i]) }
        }
        return inverse
    }
}
