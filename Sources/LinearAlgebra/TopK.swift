/// Keeps the `capacity` best of many scored items: higher score first, ties to the lower item number.
///
/// Entries are kept as single integers that rise with their place. Twice as many as wanted are gathered before the worse
/// half is thrown out (Hoare's selection), so that an entry costs a few comparisons however many are kept.
public struct TopK: Sendable {
    /// An item number and its score.
    public struct Entry: Sendable, Equatable {
        /// The item's number.
        public let item: Int32
        /// Its score.
        public let score: Float

        /// An item and its score.
        @inlinable
        public init(item: Int32, score: Float) {
            self.item = item
            self.score = score
        }
    }

    @usableFromInline let capacity: Int
    // No more than twice the capacity, in no order.
    @usableFromInline var keys: [UInt64] = []
    // What does not lie above this is not among the best.
    @usableFromInline var threshold: UInt64 = 0

    /// Room for the `capacity` best.
    public init(capacity: Int) {
        self.capacity = capacity
        keys.reserveCapacity(min(2 * capacity, Self.reserved))
        if capacity == 0 { threshold = .max }
    }

    private static let reserved = 1024

    /// Considers one item, whose number is not negative and whose score is a number.
    /// - Complexity: O(1), averaged over many.
    @inlinable
    public mutating func insert(_ item: Int32, score: Float) {
        let key = Self.key(item, score)
        guard key > threshold else { return }
        keys.append(key)
        if keys.count >= 2 * capacity { shrink() }
    }

    /// Whether ``insert(_:score:)`` would keep this item now, though better ones may still push it out.
    @inlinable
    public func wouldKeep(_ item: Int32, score: Float) -> Bool { Self.key(item, score) > threshold }

    /// A score that the best have at least; rises as they come. Negative infinity as long as there are few.
    @inlinable
    public var floor: Float { threshold == 0 ? -.infinity : Self.entry(threshold).score }

    /// The kept entries, best first; empties the collection, keeping its memory.
    public mutating func drain() -> [Entry] {
        if keys.count > capacity { shrink() }
        if keys.count <= Self.few {
            keys.withUnsafeMutableBufferPointer { Self.sort($0, 0, $0.count - 1) }
        } else {
            keys.sort(by: >)
        }
        let entries = keys.map(Self.entry)
        keys.removeAll(keepingCapacity: true)
        threshold = capacity == 0 ? .max : 0
        return entries
    }

    // Throws out all but the best.
    @usableFromInline
    mutating func shrink() {
        keys.withUnsafeMutableBufferPointer { Self.select(capacity, of: $0) }
        threshold = keys[capacity - 1]
        keys.removeLast(keys.count - capacity)
    }

    // Moves the `count` largest keys to the front, the least of them last.
    private static func select(_ count: Int, of keys: UnsafeMutableBufferPointer<UInt64>) {
        let wanted = count - 1
        var (first, last) = (0, keys.count - 1)
        while first < last {
            let (left, right) = partition(keys, first, last)
            if wanted <= right {
                last = right
            } else if wanted >= left {
                first = left
            } else {
                return
            }
        }
    }

    // So many that are in no order are sorted faster by their parts than by the standard library's stable sort.
    private static let few = 256
    private static let mostToInsert = 12

    // Brings `first...last` into falling order (Hoare's quicksort, insertion at the end).
    private static func sort(_ keys: UnsafeMutableBufferPointer<UInt64>, _ first: Int, _ last: Int) {
        var (first, last) = (first, last)
        while last - first >= mostToInsert {
            let (left, right) = partition(keys, first, last)
            if right - first < last - left {
                sort(keys, first, right)
                first = left
            } else {
                sort(keys, left, last)
                last = right
            }
        }
        guard first < last else { return }
        for place in first + 1...last {
            let key = keys[place]
            var hole = place
            while hole > first, keys[hole - 1] < key {
                keys[hole] = keys[hole - 1]
                hole -= 1
            }
            keys[hole] = key
        }
    }

    // Hoare's partition: no key from `left` on is larger than one up to `right`, which stands before it; one between is in its place.
    private static func partition(
        _ keys: UnsafeMutableBufferPointer<UInt64>, _ first: Int, _ last: Int
    ) -> (left: Int, right: Int) {
        let pivot = median(keys[first], keys[(first + last) / 2], keys[last])
        var (left, right) = (first, last)
        while left <= right {
            while keys[left] > pivot { left += 1 }
            while keys[right] < pivot { right -= 1 }
            if left <= right {
                keys.swapAt(left, right)
                left += 1
                right -= 1
            }
        }
        return (left, right)
    }

    private static func median(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 { max(min(a, b), min(max(a, b), c)) }

    // The score's bits above, so that they rise with it, and below what falls as the item rises. Zero has one sign only.
    @inlinable
    static func key(_ item: Int32, _ score: Float) -> UInt64 {
        let bits = (score + 0).bitPattern
        let rising = bits & signBit == 0 ? bits | signBit : ~bits
        return UInt64(rising) << 32 | UInt64(~UInt32(bitPattern: item))
    }

    @inlinable
    static func entry(_ key: UInt64) -> Entry {
        let rising = UInt32(truncatingIfNeeded: key >> 32)
        let bits = rising & signBit == 0 ? ~rising : rising & ~signBit
        return Entry(item: Int32(bitPattern: ~UInt32(truncatingIfNeeded: key)), score: Float(bitPattern: bits))
    }

    @usableFromInline static let signBit: UInt32 = 1 << 31
}
