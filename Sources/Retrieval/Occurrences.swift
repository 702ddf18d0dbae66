public import DataModel

/// Where each item occurs in the flat array of histories: the inverse of `Histories.items`.
public struct Occurrences: Sendable {
    /// Where each item's run starts in `positions`; one more entry than there are items.
    public let offsets: [Int]
    /// Positions in `Histories.items`, rising within an item.
    public let positions: [Int32]
    /// The user of each position in `Histories.items`.
    public let users: [Int32]

    /// The occurrences in `histories`.
    public init(_ histories: Histories) {
        var offsets = [Int](repeating: 0, count: histories.itemCount + 1)
        for item in histories.items { offsets[Int(item) + 1] += 1 }
        for item in 0..<histories.itemCount { offsets[item + 1] += offsets[item] }
        var cursor = offsets
        var positions = [Int32](repeating: 0, count: histories.items.count)
        for (position, item) in histories.items.enumerated() {
            positions[cursor[Int(item)]] = Int32(position)
            cursor[Int(item)] += 1
        }
        var users = [Int32](repeating: 0, count: histories.items.count)
        for user in 0..<histories.userCount {
            for position in histories.range(of: user) { users[position] = Int32(user) }
        }
        self.offsets = offsets
        self.positions = positions
        self.users = users
    }

    /// How often an item occurs: how many users have it, where histories keep no repeats.
    public func count(of item: Int) -> Int { offsets[item + 1] - offsets[item] }
}
