public import DataModel

/// Stars that a user gave an item.
public struct StarRating: Sendable, Equatable {
    /// User number.
    public let user: Int32
    /// Item number.
    public let item: Int32
    /// The stars, on the shop's own scale.
    public let stars: Float

    /// A rating from its parts.
    public init(user: Int32, item: Int32, stars: Float) {
        self.user = user
        self.item = item
        self.stars = stars
    }
}

/// Every rating of a shop, and means over users and items.
public struct RatingTable: Sendable {
    /// Ratings in the order of their time, one for each user and item: the newest.
    public let ratings: [StarRating]
    private var byUser: [Int32: Sum] = [:]
    private var byItem: [Int32: Sum] = [:]
    private let mean: Float
    // Beside the sums of everybody, which would all be copied to change one.
    private var replaced: (user: Int32, sum: Sum)?

    // As many average ratings as are added to a user's or an item's own.
    private static let prior: Float = 5

    private struct Sum {
        var stars: Float = 0
        var squares: Float = 0
        var count: Float = 0

        mutating func add(_ value: Float, times: Float = 1) {
            stars += times * value
            squares += times * value * value
            count += times
        }
    }

    static let columns = 8

    /// The ratings in reviews and in interactions of the type `rating`, before the day `end`.
    ///
    /// A review without a time is taken as old.
    public init(_ snapshot: Snapshot, before end: Int32) {
        var newest: [UInt64: (time: Int64, order: Int, stars: Float)] = [:]
        var order = 0
        func add(_ user: Int32, _ item: Int32, _ time: Int64, _ stars: Float) {
            guard stars.isFinite else { return }
            order += 1
            let key = UInt64(UInt32(bitPattern: user)) << 32 | UInt64(UInt32(bitPattern: item))
            if let known = newest[key], known.time > time { return }
            newest[key] = (time, order, stars)
        }
        let table = snapshot.interactions
        let type = table.eventTypeNames.firstIndex(of: "rating")
        for row in 0..<table.count where type.map({ $0 == Int(table.eventTypes[row]) }) ?? false {
            guard ActivityLog.day(of: Timestamp(milliseconds: table.timestamps[row])) < end else { break }
            add(table.users[row], table.items[row], table.timestamps[row], table.values[row])
        }
        for review in snapshot.reviews {
            guard let stars = review.rating, let user = review.userID, let item = review.itemID,
                let userNumber = snapshot.users.number(of: user.rawValue),
                let itemNumber = snapshot.items.number(of: item.rawValue)
            else { continue }
            if let time = review.timestamp, ActivityLog.day(of: time) >= end { continue }
            add(userNumber, itemNumber, review.timestamp?.milliseconds ?? .min, Float(stars))
        }
        self.init(
            newest.sorted { ($0.value.time, $0.value.order) < ($1.value.time, $1.value.order) }.map { key, value in
                StarRating(
                    user: Int32(bitPattern: UInt32(key >> 32)),
                    item: Int32(bitPattern: UInt32(truncatingIfNeeded: key)),
                    stars: value.stars)
            })
    }

    /// A table of these ratings.
    public init(_ ratings: [StarRating]) {
        self.ratings = ratings
        mean = ratings.isEmpty ? 0 : ratings.reduce(0) { $0 + $1.stars } / Float(ratings.count)
        for rating in ratings {
            byUser[rating.user, default: Sum()].add(rating.stars)
            byItem[rating.item, default: Sum()].add(rating.stars)
        }
    }

    /// The same with these ratings in the place of the ones that `user` gave; what is known of items stays as it is.
    public func replacing(user: Int32, with own: [StarRating]) -> RatingTable {
        var table = self
        table.replaced = (user, own.reduce(into: Sum()) { $0.add($1.stars) })
        return table
    }

    /// What is known of a user and an item.
    /// - Parameter own: a rating of theirs that is left out, as it is the one to be foretold.
    func features(user: Int32, item: Int32, without own: Float?) -> [Float] {
        var users = sum(of: user)
        var items = byItem[item] ?? Sum()
        if let own {
            users.add(own, times: -1)
            items.add(own, times: -1)
        }
        let userMean = shrunk(users)
        let itemMean = shrunk(items)
        return [
            userMean, itemMean, userMean + itemMean - mean, users.count, items.count, deviation(users),
            deviation(items), users.count > 0 && items.count > 0 ? userMean * itemMean : .nan,
        ]
    }

    /// The mean of everybody plus what a user and an item stray from it: the rule a good analyst would use.
    public func biasRule(user: Int32, item: Int32) -> Float {
        shrunk(sum(of: user)) + shrunk(byItem[item] ?? Sum()) - mean
    }

    private func sum(of user: Int32) -> Sum {
        if let replaced, replaced.user == user { return replaced.sum }
        return byUser[user] ?? Sum()
    }

    private func shrunk(_ sum: Sum) -> Float { (sum.stars + Self.prior * mean) / (sum.count + Self.prior) }

    private func deviation(_ sum: Sum) -> Float {
        guard sum.count > 1 else { return .nan }
        let average = sum.stars / sum.count
        return max(sum.squares / sum.count - average * average, 0).squareRoot()
    }
}
