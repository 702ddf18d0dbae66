import DataModel

/// Whether people come back to items they have had: whether they buy things again or, where nobody buys, look at them
/// again.
enum RepeatEvidence {
    /// From this share of repeats on, they are worth learning from.
    static let worthLearning = 0.05

    private static let purchase = "purchase"

    /// The share of purchases (of all interactions, where there are no purchases) that are of an item the user has had by
    /// an earlier one, with something else or half an hour in between.
    static func share(in snapshot: Snapshot) -> Double {
        let table = snapshot.interactions
        let bought = table.eventTypeNames.firstIndex(of: purchase)
        var lastItem = [Int32](repeating: -1, count: snapshot.users.count)
        var lastTime: [UInt64: Int64] = [:]
        var (events, repeats) = (0, 0)
        for row in 0..<table.count {
            if let bought, Int(table.eventTypes[row]) != bought { continue }
            let (user, item) = (table.users[row], table.items[row])
            let pair = UInt64(UInt32(bitPattern: user)) << 32 | UInt64(UInt32(bitPattern: item))
            let time = table.timestamps[row]
            defer {
                lastTime[pair] = time
                lastItem[Int(user)] = item
            }
            if let before = lastTime[pair] {
                let isSameOccasion =
                    snapshot.timeIsOrdinal ? lastItem[Int(user)] == item : time - before < Histories.occasion
                if isSameOccasion { continue }
                repeats += 1
            }
            events += 1
        }
        return events > 0 ? Double(repeats) / Double(events) : 0
    }
}
