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

    /// The sums of products of one vector with two others, which is read once for both: the same as two of
    /// ``of(_:_:)``, to the bit.
    public static func pair(
        _ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>, with shared: UnsafeBufferPointer<Float>
    ) -> (Float, Float) {
        precondition(a.count == shared.count && b.count == shared.count)
        var (sumsOfA, sumsOfB) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        let whole = shared.count / 8
        guard let first = a.baseAddress, let second = b.baseAddress, let common = shared.baseAddress else {
            return (0, 0)
        }
        for block in 0..<whole {
            let right = UnsafeRawPointer(common + 8 * block).loadUnaligned(as: SIMD8<Float>.self)
            sumsOfA += UnsafeRawPointer(first + 8 * block).loadUnaligned(as: SIMD8<Float>.self) * right
            sumsOfB += UnsafeRawPointer(second + 8 * block).loadUnaligned(as: SIMD8<Float>.self) * right
        }
        var (sumOfA, sumOfB) = (sumsOfA.sum(), sumsOfB.sum())
        for index in 8 * whole..<shared.count {
            sumOfA += a[index] * shared[index]
            sumOfB += b[index] * shared[index]
        }
        return (sumOfA, sumOfB)
    }
}
