/// Each user's items, oldest first, in one flat array: what retrieval and ranking learn from.
///
/// Usually an item occurs once in a history, at the time the user first had it, so that "the next item" is always a new
/// one. Histories that keep repeats hold every event but those that show the same item again on the
/// same occasion.
public struct Histories: Sendable, Equatable {
    /// Where each user's run starts in `items`; one more entry than there are users.
    public private(set) var offsets: [Int]
    /// Item numbers, user after user, oldest first within a user.
    public private(set) var items: [Int32]
    /// Milliseconds since the Unix epoch, beside `items`.
    public private(set) var timestamps: [Int64]
    /// How many items are numbered; every entry of `items` is below it.
    public let itemCount: Int

    /// Histories from flat arrays. `offsets` starts at 0, never falls, and ends at `items.count`.
    public init(offsets: [Int], items: [Int32], timestamps: [Int64], itemCount: Int) {
        precondition(offsets.first == 0 && offsets.last == items.count && items.count == timestamps.count)
        self.offsets = offsets
        self.items = items
        self.timestamps = timestamps
        self.itemCount = itemCount
    }

    /// The histories of `userCount` users in `table` (rows in time order).
    /// - Parameter keepsRepeats: whether a user's item stays in when it comes back, or only at its first time. The same item
    ///   again within ``occasion`` and with nothing in between is no repeat, where time is known.
    public init(_ table: InteractionTable, userCount: Int, itemCount: Int, keepsRepeats: Bool = false) {
        var ends = [Int](repeating: 0, count: userCount + 1)
        for user in table.users { ends[Int(user) + 1] += 1 }
        for user in 0..<userCount { ends[user + 1] += ends[user] }
        var cursor = ends
        var allItems = [Int32](repeating: 0, count: table.count)
        var allTimes = [Int64](repeating: 0, count: table.count)
        for row in 0..<table.count {
            let position = cursor[Int(table.users[row])]
            allItems[position] = table.items[row]
            allTimes[position] = table.timestamps[row]
            cursor[Int(table.users[row])] += 1
        }
        var lastOwner = [Int32](repeating: -1, count: itemCount)
        offsets = [0]
        offsets.reserveCapacity(userCount + 1)
        items = []
        items.reserveCapacity(table.count)
        timestamps = []
        timestamps.reserveCapacity(table.count)
        var lastTime: Int64 = 0
        for user in 0..<userCount {
            for position in ends[user]..<ends[user + 1] {
                let item = allItems[position]
                let time = allTimes[position]
                if !keepsRepeats {
                    if lastOwner[Int(item)] == Int32(user) { continue }
                } else if items.count > offsets[user], items[items.count - 1] == item,
                    !Timestamp(milliseconds: time).isOrdinal, time - lastTime < Self.occasion
                {
                    lastTime = time
                    continue
                }
                lastTime = time
                lastOwner[Int(item)] = Int32(user)
                items.append(item)
                timestamps.append(allTimes[position])
            }
            offsets.append(items.count)
        }
        self.itemCount = itemCount
    }

    /// Within this time, in milliseconds, the same item again is the same occasion: a page loaded twice, a thing looked at
    /// and bought. Half an hour, as web analytics count visits.
    public static let occasion: Int64 = 1_800_000

    /// How many users there are, those without items included.
    public var userCount: Int { offsets.count - 1 }

    /// The positions in `items` and `timestamps` that belong to `user`.
    public func range(of user: Int) -> Range<Int> { offsets[user]..<offsets[user + 1] }

    /// The items of `user`, oldest first.
    public func items(of user: Int) -> ArraySlice<Int32> { items[range(of: user)] }

    /// The same histories with each item at its first place only.
    public func withoutRepeats() -> Histories {
        var result = Histories(offsets: [0], items: [], timestamps: [], itemCount: itemCount)
        var lastOwner = [Int32](repeating: -1, count: itemCount)
        for user in 0..<userCount {
            for position in range(of: user) where lastOwner[Int(items[position])] != Int32(user) {
                lastOwner[Int(items[position])] = Int32(user)
                result.items.append(items[position])
                result.timestamps.append(timestamps[position])
            }
            result.offsets.append(result.items.count)
        }
        return result
    }

    /// The same histories without anything of the users for whom `isLeftOut` is true.
    public func leavingOut(_ isLeftOut: (Int) -> Bool) -> Histories {
        var result = Histories(offsets: [0], items: [], timestamps: [], itemCount: itemCount)
        for user in 0..<userCount {
            if !isLeftOut(user) {
                result.items += items[range(of: user)]
                result.timestamps += timestamps[range(of: user)]
            }
            result.offsets.append(result.items.count)
        }
        return result
    }

    /// The same histories with each user's newest `count` items taken off (users with fewer keep none).
    public func droppingLast(_ count: Int) -> Histories {
        var result = Histories(offsets: [0], items: [], timestamps: [], itemCount: itemCount)
        for user in 0..<userCount {
            let kept = range(of: user).dropLast(count)
            result.items += items[kept]
            result.timestamps += timestamps[kept]
            result.offsets.append(result.items.count)
        }
        return result
    }

    /// The same histories as they were at `time`, in milliseconds since the Unix epoch.
    public func before(_ time: Int64) -> Histories {
        var result = Histories(offsets: [0], items: [], timestamps: [], itemCount: itemCount)
        for user in 0..<userCount {
            let kept = range(of: user).prefix { timestamps[$0] < time }
            result.items += items[kept]
            result.timestamps += timestamps[kept]
            result.offsets.append(result.items.count)
        }
        return result
    }
}
