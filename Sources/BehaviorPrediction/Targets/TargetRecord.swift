/// What is known of every target on a given day: how many buy it lately, and whether they come back for it.
struct TargetRecord: Sendable {
    private(set) var buyers7: [Float]
    private(set) var buyers30: [Float]
    private(set) var buyers90: [Float]
    private(set) var lookers30: [Float]
    /// The share of purchases after which the buyer bought the target again within the horizon, shrunk to that of all.
    private(set) var repeatRate: [Float]
    /// The first day of each target; `.max` for none.
    private(set) var firstDay: [Int32]

    // As many purchases of average fate as are added to a target's own.
    private static let priorPurchases: Float = 20

    init(_ events: TargetEvents, before cut: Int32, horizon: Int32) {
        let zero = [Float](repeating: 0, count: events.count)
        (buyers7, buyers30, buyers90, lookers30) = (zero, zero, zero, zero)
        firstDay = [Int32](repeating: .max, count: events.count)
        var judged = zero
        var again = zero
        for user in events.events.indices {
            var lastBought: [Int32: Int32] = [:]
            var lastLook: [Int32: Int32] = [:]
            for event in events.past(of: user, before: cut) {
                let target = Int(event.target)
                firstDay[target] = min(firstDay[target], event.day)
                guard event.kind == .purchase else {
                    lastLook[event.target] = event.day
                    continue
                }
                if let last = lastBought[event.target], event.day > last, last + horizon < cut {
                    judged[target] += 1
                    if event.day - last <= horizon { again[target] += 1 }
                }
                lastBought[event.target] = event.day
            }
            for (target, day) in lastBought {
                if day >= cut - 7 { buyers7[Int(target)] += 1 }
                if day >= cut - 30 { buyers30[Int(target)] += 1 }
                if day >= cut - 90 { buyers90[Int(target)] += 1 }
                // The newest purchase was not followed by another one yet.
                if day + horizon < cut { judged[Int(target)] += 1 }
            }
            for (target, day) in lastLook where day >= cut - 30 { lookers30[Int(target)] += 1 }
        }
        let base = again.reduce(0, +) / max(judged.reduce(0, +), 1)
        let prior = Self.priorPurchases
        repeatRate = zip(again, judged).map { ($0 + prior * base) / ($1 + prior) }
    }
}
