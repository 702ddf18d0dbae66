/// Eigenvalues and eigenvectors of small symmetric matrices by Jacobi's rotations (Golub and Van Loan, section 8.5).
public enum SymmetricEigen {
    private static let sweeps = 30

    /// The eigenvalues of `matrix` `[n × n]`, largest first, and the vectors that belong to them, one a column.
    /// - Complexity: O(n³) a sweep; a handful of sweeps.
    public static func decompose(_ matrix: [Double], size n: Int) -> (values: [Double], vectors: [Double]) {
        precondition(matrix.count == n * n)
        var a = matrix
        var v = [Double](repeating: 0, count: n * n)
        for index in 0..<n { v[index * n + index] = 1 }
        let total = a.reduce(0) { $0 + $1 * $1 }
        for _ in 0..<sweeps {
            var offDiagonal = 0.0
            for row in 0..<n { for column in 0..<row { offDiagonal += 2 * a[row * n + column] * a[row * n + column] } }
            if offDiagonal <= 1e-22 * total { break }
            for p in 0..<n { for q in p + 1..<max(n, p + 1) { rotate(&a, &v, n, p, q) } }
        }
        let order = (0..<n).sorted { (a[$0 * n + $0], $1) > (a[$1 * n + $1], $0) }
        var vectors = [Double](repeating: 0, count: n * n)
        for (place, column) in order.enumerated() {
            for row in 0..<n { vectors[row * n + place] = v[row * n + column] }
        }
        return (order.map { a[$0 * n + $0] }, vectors)
    }

    // Makes a[p, q] zero.
    private static func rotate(_ a: inout [Double], _ v: inout [Double], _ n: Int, _ p: Int, _ q: Int) {
        let apq = a[p * n + q]
        if abs(apq) < 1e-300 { return }
        let theta = (a[q * n + q] - a[p * n + p]) / (2 * apq)
        let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        a.withUnsafeMutableBufferPointer { a in
            for k in 0..<n {
                let (kp, kq) = (a[k * n + p], a[k * n + q])
                a[k * n + p] = c * kp - s * kq
                a[k * n + q] = s * kp + c * kq
            }
            for k in 0..<n {
                let (pk, qk) = (a[p * n + k], a[q * n + k])
                a[p * n + k] = c * pk - s * qk
                a[q * n + k] = s * pk + c * qk
            }
        }
        v.withUnsafeMutableBufferPointer { v in
            for k in 0..<n {
                let (kp, kq) = (v[k * n + p], v[k * n + q])
                v[k * n + p] = c * kp - s * kq
                v[k * n + q] = s * kp + c * kq
            }
        }
    }
}
