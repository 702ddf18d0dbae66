public import DataModel
import LinearAlgebra

/// A number drawn from a user and an item, the same whatever else the data holds.
enum PairHash {
    static func of(_ user: Int32, _ item: Int32, seed: UInt64) -> UInt64 {
        let pair = UInt64(UInt32(bitPattern: user)) << 32 | UInt64(UInt32(bitPattern: item))
        var generator = SeededGenerator(seed: seed, stream: pair)
        return generator.next()
    }
}

extension InteractionTable {
    /// The same rows, those of equal time in an order drawn from `seed`: what is left of a result when the order of the
    /// file says nothing.
    public func shufflingTies(seed: UInt64) -> InteractionTable {
        var order = Array(0..<count)
        var start = 0
        while start < count {
            var end = start
            while end < count, timestamps[end] == timestamps[start] { end += 1 }
            if end - start > 1 {
                let drawn = (start..<end).map { (hash: PairHash.of(users[$0], items[$0], seed: seed), row: $0) }
                    .sorted { ($0.hash, $0.row) < ($1.hash, $1.row) }
                order.replaceSubrange(start..<end, with: drawn.map(\.row))
            }
            start = end
        }
        var result = self
        result.users = order.map { users[$0] }
        result.items = order.map { items[$0] }
        result.eventTypes = order.map { eventTypes[$0] }
        result.values = order.map { values[$0] }
        return result
    }
}
