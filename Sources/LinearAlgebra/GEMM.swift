import COneDNN

/// `c = alpha · op(a) · op(b) + beta · c`: the product of two dense row-major matrices, on the calling thread alone.
///
/// Shapes: `op(a)` `[rows × inner]`, `op(b)` `[inner × columns]`, `c` `[rows × columns]`, each without gaps between its
/// rows. A transposed operand is stored the other way round: `a` as `[inner × rows]`, `b` as `[columns × inner]`. With
/// `beta` 0, `c` need not be initialised to numbers.
///
/// The same operands give the same bits on the same machine, however many threads call at once. A row's bits may depend
/// on `rows`, since oneDNN picks its kernel by shape.
/// - Complexity: O(rows · columns · inner).
public func gemm(
    _ a: UnsafeBufferPointer<Float>, transposeA: Bool = false,
    _ b: UnsafeBufferPointer<Float>, transposeB: Bool = false,
    into c: UnsafeMutableBufferPointer<Float>,
    rows: Int, columns: Int, inner: Int, alpha: Float = 1, beta: Float = 0
) {
    precondition(rows >= 0 && columns >= 0 && inner >= 0, "negative shape \(rows) × \(inner) · \(inner) × \(columns)")
    precondition(a.count >= rows * inner, "op(a) is \(rows) × \(inner), but a holds \(a.count) values")
    precondition(b.count >= inner * columns, "op(b) is \(inner) × \(columns), but b holds \(b.count) values")
    precondition(c.count >= rows * columns, "c is \(rows) × \(columns), but holds \(c.count) values")
    if rows == 0 || columns == 0 { return }
    if inner == 0 {
        for index in 0..<rows * columns { c[index] = beta == 0 ? 0 : beta * c[index] }
        return
    }
    let status = conednn_sgemm(
        transposeA, transposeB, Int64(rows), Int64(columns), Int64(inner), alpha,
        a.baseAddress, Int64(transposeA ? rows : inner), b.baseAddress, Int64(transposeB ? inner : columns), beta,
        c.baseAddress, Int64(columns))
    precondition(status == 0, "oneDNN refuses \(rows) × \(inner) · \(inner) × \(columns) with status \(status)")
}
