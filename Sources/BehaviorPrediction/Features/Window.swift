/// What a user did in the days of a window.
public struct Window: Sendable {
    /// Days with an order.
    public private(set) var purchaseDays: Float = 0
    /// Days on which the user did something other than sending things back.
    public private(set) var activeDays: Float = 0
    /// Money spent, in the shop's main currency.
    public private(set) var spend: Float = 0
    /// Units bought.
    public private(set) var units: Float = 0
    /// Visits that began.
    public private(set) var visits: Float = 0
    /// Seconds of looking.
    public private(set) var dwell: Float = 0

    /// The window of `user` over the days `days`.
    public init(_ log: ActivityLog, user: Int, days: Range<Int32>) {
        for position in log.dayRange(of: user) {
            let day = log.days[position]
            guard day.day >= days.lowerBound else { continue }
            guard day.day < days.upperBound else { break }
            if log.isKnown(day, buyers: false) { activeDays += 1 }
            if day.orders > 0 { purchaseDays += 1 }
            spend += day.spend
            units += day.units
            visits += Float(day.visits)
            dwell += day.dwell
        }
    }
}

extension ActivityLog {
    /// Users who did something before the day `cut` other than sending things back.
    /// - Parameter buyers: only those who bought.
    public func users(before cut: Int32, buyers: Bool = false) -> [Int] {
        (0..<userCount).filter { user in
            dayRange(of: user).contains { position in
                isKnown(days[position], buyers: buyers) && days[position].day < cut
            }
        }
    }

    /// Whether a day shows that its user is there.
    /// - Parameter buyers: whether only an order does.
    func isKnown(_ day: ActivityDay, buyers: Bool) -> Bool {
        day.orders > 0 || (!buyers && (day.views > 0 || day.carts > 0))
    }
}
