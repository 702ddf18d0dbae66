import LinearAlgebra

/// A day on which a user bought, from which the days to the next purchase are counted.
public struct PurchaseOrigin: Sendable, Equatable {
    /// User number.
    public let user: Int
    /// The day of the purchase.
    public let day: Int32
    /// Days to the user's next purchase; `nil` where none is known.
    public let gap: Int32?
}

extension ActivityLog {
    /// Every day of purchase in `days` of every user, user after user.
    /// - Parameter known: purchases from this day on are not looked at; `nil` for all.
    public func origins(in range: Range<Int32>, known: Int32? = nil) -> [PurchaseOrigin] {
        var origins: [PurchaseOrigin] = []
        for user in 0..<userCount {
            var last: Int32?
            for position in dayRange(of: user) where days[position].orders > 0 {
                let day = days[position].day
                if let known, day >= known { break }
                if let last, range.contains(last) { origins.append(.init(user: user, day: last, gap: day - last)) }
                last = day
            }
            if let last, range.contains(last) { origins.append(.init(user: user, day: last, gap: nil)) }
        }
        return origins
    }

    /// The last day of purchase before `day` of each of `users`; none for those who had not bought by then.
    public func lastOrigins(of users: [Int], before day: Int32) -> [PurchaseOrigin?] {
        users.map { user in
            let last = dayRange(of: user).last { days[$0].day < day && days[$0].orders > 0 }
            return last.map { PurchaseOrigin(user: user, day: days[$0].day, gap: nil) }
        }
    }
}
