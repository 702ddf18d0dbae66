/// The column of each bucket that has one, small enough for a processor's second-level cache: a bit a bucket, and beside
/// each 32 bits the number of columns before them.
struct BucketIndex: Sendable, Equatable {
    // The lower half of a block has the bits of 32 buckets, the upper half the number of columns before them.
    private var blocks: [UInt64]

    /// - Parameter buckets: those with a column, rising, each below `bucketCount`.
    init(_ buckets: [Int32], bucketCount: Int) {
        blocks = [UInt64](repeating: 0, count: (bucketCount + 31) / 32)
        for bucket in buckets { blocks[Int(bucket >> 5)] |= 1 << UInt64(bucket & 31) }
        var before = 0
        for block in blocks.indices {
            let own = blocks[block].nonzeroBitCount
            blocks[block] |= UInt64(before) << 32
            before += own
        }
    }

    /// The column of a bucket, or `nil` if it has none.
    func column(of bucket: Int32) -> Int32? {
        let (column, has) = Self.look(blocks[Int(bucket >> 5)], UInt32(bucket))
        return has == 1 ? column : nil
    }

    /// Writes the columns of those `keys` that have one to `columns`, in their order, as often as the keys occur.
    /// - Parameter columns: has room for as many as there are keys.
    /// - Returns: how many there are.
    func columns(of keys: UnsafeBufferPointer<UInt32>, into columns: UnsafeMutablePointer<Int32>) -> Int {
        blocks.withUnsafeBufferPointer { blocks in
            var count = 0
            // Whether a key has a column cannot be foretold, so there is no branch on it.
            for key in keys {
                let (column, has) = Self.look(blocks[Int(key >> 5)], key)
                columns[count] = column
                count &+= has
            }
            return count
        }
    }

    @inline(__always)
    private static func look(_ block: UInt64, _ bucket: UInt32) -> (column: Int32, has: Int) {
        let bits = UInt32(truncatingIfNeeded: block)
        let place = bucket & 31
        let before = UInt32(truncatingIfNeeded: block >> 32)
        let inside = (bits & ((1 << place) &- 1)).nonzeroBitCount
        return (Int32(truncatingIfNeeded: before) &+ Int32(truncatingIfNeeded: inside), Int((bits >> place) & 1))
    }
}
