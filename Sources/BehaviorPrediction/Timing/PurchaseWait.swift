/// A customer who is waited for: since which purchase, and for how many days already when the wait is looked at.
///
/// Somebody who has not bought for long is not who they were on the day of their last purchase, so that every ``reach``
/// days of waiting are a wait of their own, with what was known when it began.
struct PurchaseWait: Sendable {
    let origin: PurchaseOrigin
    /// Days since the purchase; 0 on the day of it.
    var waited = 0

    /// The day on which it is looked at.
    var day: Int32 { origin.day + Int32(waited) }

    /// How many of its days, `reach` at most, are seen before the day `end`, and whether the last of them brought a purchase.
    func watched(until end: Int32, reach: Int) -> (days: Int, isEvent: Bool) {
        let seen = min(Int(end - day) - 1, reach)
        if let gap = origin.gap, Int(gap) - waited <= seen { return (Int(gap) - waited, true) }
        return (max(seen, 0), false)
    }

    /// The waits that follow a customer's first after a purchase, `reach` days each, as far as they are seen before `end`.
    static func later(than origin: PurchaseOrigin, until end: Int32, reach: Int) -> [PurchaseWait] {
        let last = min(origin.gap.map { Int($0) } ?? .max, Int(end - origin.day) - 1)
        return stride(from: reach, to: last, by: reach).map { PurchaseWait(origin: origin, waited: $0) }
    }
}
