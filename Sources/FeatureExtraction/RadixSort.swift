/// Sorts small whole numbers in time linear in their count.
enum RadixSort {
    /// Sorts the first `count` of `keys`, all of them in 0..<2^bits, upward. `spare` is working memory; the two may change
    /// places.
    static func sort(_ keys: inout [UInt32], count: Int, spare: inout [UInt32], bits: Int) {
        guard count > 48 else {
            sortFew(&keys, count: count)
            return
        }
        // Few keys are not worth clearing long tables of digits.
        let digitBits = count < 512 ? 7 : 11
        if spare.count < keys.count { spare = [UInt32](repeating: 0, count: keys.count) }
        var shift = 0
        while shift < bits {
            keys.withUnsafeBufferPointer { source in
                spare.withUnsafeMutableBufferPointer { target in
                    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1 << digitBits) { starts in
                        pass(source, count, into: target, starts: starts, shift: UInt32(shift))
                    }
                }
            }
            swap(&keys, &spare)
            shift += digitBits
        }
    }

    private static func pass(
        _ source: UnsafeBufferPointer<UInt32>, _ count: Int, into target: UnsafeMutableBufferPointer<UInt32>,
        starts: UnsafeMutableBufferPointer<Int32>, shift: UInt32
    ) {
        starts.initialize(repeating: 0)
        let mask = UInt32(starts.count - 1)
        for index in 0..<count { starts[Int((source[index] >> shift) & mask)] &+= 1 }
        var total: Int32 = 0
        for digit in 0..<starts.count {
            let own = starts[digit]
            starts[digit] = total
            total &+= own
        }
        for index in 0..<count {
            let key = source[index]
            let digit = Int((key >> shift) & mask)
            target[Int(starts[digit])] = key
            starts[digit] &+= 1
        }
    }

    private static func sortFew(_ keys: inout [UInt32], count: Int) {
        keys.withUnsafeMutableBufferPointer { keys in
            var index = 1
            while index < count {
                let key = keys[index]
                var place = index
                while place > 0, keys[place - 1] > key {
                    keys[place] = keys[place - 1]
                    place -= 1
                }
                keys[place] = key
                index += 1
            }
        }
    }
}
