/// Keeps the `capacity` best of many scored items: higher score first, ties to the lower item number.
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

        @inlinable
        static func isWorse(_ left: Entry, _ right: Entry) -> Bool {
            left.score < right.score || (left.score == right.score && left.item > right.item)
        }
    }

    @usableFromInline let capacity: Int
    // A binary heap with the worst kept entry at the root.
    @usableFromInline var heap: [Entry] = []

    /// Room for the `capacity` best.
    public init(capacity: Int) {
        self.capacity = capacity
        heap.reserveCapacity(capacity)
    }

    /// Considers one item.
    /// - Complexity: O(1) when it is not among the best so far, O(log capacity) when it is.
    @inlinable
    public mutating func insert(_ item: Int32, score: Float) {
        let entry = Entry(item: item, score: score)
        if heap.count < capacity {
            heap.append(entry)
            siftUp()
        } else if capacity > 0, Entry.isWorse(heap[0], entry) {
            heap[0] = entry
            siftDown()
        }
    }

    /// Whether ``insert(_:score:)`` would keep this item now.
    @inlinable
    public func wouldKeep(_ item: Int32, score: Float) -> Bool {
        heap.count < capacity || (capacity > 0 && Entry.isWorse(heap[0], Entry(item: item, score: score)))
    }

    /// The lowest score kept, once there are as many entries as there is room for.
    @inlinable
    public var lowestScore: Float? { heap.count == capacity ? heap.first?.score : nil }

    /// The kept entries, best first; empties the collection, keeping its memory.
    public mutating func drain() -> [Entry] {
        let sorted = heap.sorted { Entry.isWorse($1, $0) }
        heap.removeAll(keepingCapacity: true)
        return sorted
    }

    @usableFromInline
    mutating func siftUp() {
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard Entry.isWorse(heap[child], heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    @usableFromInline
    mutating func siftDown() {
        var parent = 0
        while true {
            var worst = parent
            let left = 2 * parent + 1
            if left < heap.count, Entry.isWorse(heap[left], heap[worst]) { worst = left }
            if left + 1 < heap.count, Entry.isWorse(heap[left + 1], heap[worst]) { worst = left + 1 }
            if worst == parent { return }
            heap.swapAt(parent, worst)
            parent = worst
        }
    }
}
