/// Sorts small whole numbers in time linear in their count.
enum RadixSort {
    /// Sorts `keys`, all of them in 0..<2^bits, upward. `spare` is working memory.
    static func sort(_ keys: inout [UInt32], spare: inout [UInt32], bits: Int) {
        guard keys.count > 64 else {
            keys.sort()
            return
        }
        let digitBits = 11
        if spare.count < keys.count { spare = [UInt32](repeating: 0, count: keys.count) }
        var shift = 0
        while shift < bits {
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << digitBits) { starts in
                starts.initialize(repeating: 0)
                let mask = UInt32((1 << digitBits) - 1)
                for key in keys { starts[Int((key >> UInt32(shift)) & mask)] += 1 }
                var total = 0
                for digit in starts.indices {
                    let count = starts[digit]
                    starts[digit] = total
                    total += count
                }
                for key in keys {
                    let digit = Int((key >> UInt32(shift)) & mask)
                    spare[starts[digit]] = key
                    starts[digit] += 1
                }
            }
            let count = keys.count
            keys.withUnsafeMutableBufferPointer { target in
                for index in 0..<count { target[index] = spare[index] }
            }
            shift += digitBits
        }
    }
}
