public import DataModel

/// Which purchases were followed by a review, and how often each user and each item has one.
public struct ReviewTable: Sendable {
    struct Pair: Sendable, Equatable {
        let user: Int32
        let item: Int32
        let isReviewed: Bool
    }

    /// Purchases, one for each user and item, in the order of their time; only those old enough to have been reviewed.
    let pairs: [Pair]
    private var byUser: [Int32: Tally] = [:]
    private var byItem: [Int32: Tally] = [:]
    private let rate: Float

    // Who has not written by then hardly will.
    private static let patience: Int32 = 30
    // As many average purchases as are added to a user's or an item's own.
    private static let prior: Float = 5

    static let columns = 6

    private struct Tally {
        var bought: Float = 0
        var reviewed: Float = 0

        mutating func add(_ isReviewed: Bool, times: Float = 1) {
            bought += times
            if isReviewed { reviewed += times }
        }
    }

    /// Purchases and reviews of `snapshot` before the day `end`. A review without a time is taken as old.
    public init(_ snapshot: Snapshot, before end: Int32) {
        func key(_ user: Int32, _ item: Int32) -> UInt64 {
            UInt64(UInt32(bitPattern: user)) << 32 | UInt64(UInt32(bitPattern: item))
        }
        var reviewed: Set<UInt64> = []
        for review in snapshot.reviews {
            guard let user = review.userID.flatMap({ snapshot.users.number(of: $0.rawValue) }),
                let item = review.itemID.flatMap({ snapshot.items.number(of: $0.rawValue) }),
                review.timestamp.map({ ActivityLog.day(of: $0) < end }) ?? true
            else { continue }
            reviewed.insert(key(user, item))
        }
        let table = snapshot.interactions
        let kinds = table.eventTypeNames.map(EventKind.init(eventType:))
        var seen: Set<UInt64> = []
        var pairs: [Pair] = []
        for row in 0..<table.count where kinds[Int(table.eventTypes[row])] == .purchase {
            let day = ActivityLog.day(of: Timestamp(milliseconds: table.timestamps[row]))
            guard day < end else { break }
            if (snapshot.details?.quantities[row] ?? 1) < 0 { continue }
            let own = key(table.users[row], table.items[row])
            let isReviewed = reviewed.contains(own)
            guard isReviewed || day < end - Self.patience, seen.insert(own).inserted else { continue }
            pairs.append(Pair(user: table.users[row], item: table.items[row], isReviewed: isReviewed))
        }
        self.pairs = pairs
        rate = Float(pairs.count { $0.isReviewed }) / Float(max(pairs.count, 1))
        for pair in pairs {
            byUser[pair.user, default: Tally()].add(pair.isReviewed)
            byItem[pair.item, default: Tally()].add(pair.isReviewed)
        }
    }

    /// What is known of a user and an item.
    /// - Parameter own: whether a purchase of theirs, which is left out as it is the one to be foretold, was reviewed.
    func features(user: Int32, item: Int32, without own: Bool?) -> [Float] {
        var users = byUser[user] ?? Tally()
        var items = byItem[item] ?? Tally()
        if let own {
            users.add(own, times: -1)
            items.add(own, times: -1)
        }
        return [
            users.bought, users.reviewed, share(users), items.bought, items.reviewed, share(items),
        ]
    }

    private func share(_ tally: Tally) -> Float {
        (tally.reviewed + Self.prior * rate) / (tally.bought + Self.prior)
    }
}
