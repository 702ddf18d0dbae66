/// The sum of products of two vectors.
public enum DotProduct {
    /// `Σ a[i] · b[i]`, in eight partial sums, so that the processor adds eight numbers at once.
    public static func of(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Float {
        precondition(a.count == b.count)
        var sums = SIMD8<Float>.zero
        let whole = a.count / 8
        guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
        for block in 0..<whole {
            let left = UnsafeRawPointer(first + 8 * block).loadUnaligned(as: SIMD8<Float>.self)
            let right = UnsafeRawPointer(second + 8 * block).loadUnaligned(as: SIMD8<Float>.self)
            sums += left * right
        }
        var sum = sums.sum()
        for index in 8 * whole..<a.count { sum += a[index] * b[index] }
        return sum
    }
}
