import DataModel

/// A moment in the past: what was known then, and what users chose next.
struct TrainingMoment: Sendable {
    /// What progress calls it.
    let name: String
    /// Everything that was known.
    let histories: Histories
    /// Users who had something by then and chose something new next.
    let queries: [RankingQuery]
}

extension Histories {
    /// The moment before each user's newest `step` items, with the next one as the target.
    func moment(rolledBack step: Int) -> TrainingMoment {
        TrainingMoment(
            name: "without the newest \(step)", histories: droppingLast(step),
            queries: (0..<userCount).compactMap { user in
                let count = range(of: user).count
                guard count > step else { return nil }
                return RankingQuery(user: user, known: count - step, end: count - step + 1, idleDays: 0)
            })
    }

    /// The moment after which the last fifth of the events came (`period` 1), or the last fifth of those before, and so
    /// on; targets are all items a user first had in that fifth. `nil` when no user was there before and after.
    func moment(period: Int) -> TrainingMoment? {
        let times = timestamps.sorted()
        guard times.count >= 10 else { return nil }
        var count = times.count
        for _ in 1..<period { count = count * 4 / 5 }
        let end = count < times.count ? times[count] : Int64.max
        let start = times[count * 4 / 5]
        let queries = (0..<userCount).compactMap { user -> RankingQuery? in
            let range = range(of: user)
            let known = range.prefix { timestamps[$0] < start }
            let last = range.prefix { timestamps[$0] < end }
            guard let newest = known.last, last.count > known.count else { return nil }
            return RankingQuery(
                user: user, known: known.count, end: last.count,
                idleDays: RankingModel.idleDays(since: timestamps[newest], now: start))
        }
        guard !queries.isEmpty else { return nil }
        return TrainingMoment(name: "before the last fifth, \(period)", histories: before(start), queries: queries)
    }
}
