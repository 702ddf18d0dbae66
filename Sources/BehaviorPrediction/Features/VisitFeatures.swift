/// What a user's visits come to, whether anything was bought or not.
enum VisitFeatures {
    /// `past` are the days before `cut`.
    static func fill(_ row: inout FeatureRow, _ past: ArraySlice<ActivityDay>, cut: Int32) {
        guard let last = past.last else { return }
        func within(_ days: Int32) -> ArraySlice<ActivityDay> { past.tail { $0.day >= cut - days } }
        func visits(_ days: ArraySlice<ActivityDay>) -> Float { days.reduce(0) { $0 + Float($1.visits) } }
        let lastPurchase = past.last { $0.orders > 0 }?.day ?? Int32.min
        let since = past.tail { $0.day > lastPurchase }
        row[.visitRecency] = Float(cut - last.day)
        row[.visits7] = visits(within(7))
        row[.visits30] = visits(within(30))
        row[.visits90] = visits(within(90))
        row[.views30] = within(30).reduce(0) { $0 + Float($1.views) }
        row[.carts30] = within(30).reduce(0) { $0 + Float($1.carts) }
        row[.openCarts] = since.reduce(0) { $0 + Float($1.carts) }
        row[.viewsSincePurchase] = since.reduce(0) { $0 + Float($1.views) }
        let all = visits(past)
        row[.dwellMean] = all > 0 ? past.reduce(0) { $0 + $1.dwell } / all : .nan
        row[.dwell30] = within(30).reduce(0) { $0 + $1.dwell }
        row[.purchasesPerVisit] = all > 0 ? Float(past.count { $0.orders > 0 }) / all : .nan
    }
}

extension ArraySlice<ActivityDay> {
    /// The longest tail of which every day is as wanted.
    fileprivate func tail(where isWanted: (ActivityDay) -> Bool) -> ArraySlice<ActivityDay> {
        var start = endIndex
        while start > startIndex, isWanted(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
