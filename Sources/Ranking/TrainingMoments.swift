import DataModel
import LinearAlgebra

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

    /// Not a moment in time but a part of the users of whom nothing is known, so that the retrievers have not seen what
    /// they will be asked about: somebody's open session. Each place in their histories is asked about, at most
    /// ``mostPlaces`` of a user.
    func moment(unknownPart part: Int, of parts: Int, seed: UInt64) -> TrainingMoment? {
        func isUnknown(_ user: Int) -> Bool {
            var generator = SeededGenerator(seed: seed &+ 1, stream: UInt64(user))
            return Int(generator.below(parts)) == part - 1
        }
        guard part <= parts else { return nil }
        var queries: [RankingQuery] = []
        for user in 0..<userCount where isUnknown(user) {
            let count = range(of: user).count
            guard count > 1 else { continue }
            var places = Array(1..<count)
            if places.count > Self.mostPlaces {
                var generator = SeededGenerator(seed: seed &+ 2, stream: UInt64(user))
                generator.shuffle(&places)
                places = places.prefix(Self.mostPlaces).sorted()
            }
            queries += places.map { RankingQuery(user: user, known: $0, end: $0 + 1, idleDays: 0) }
        }
        guard !queries.isEmpty else { return nil }
        return TrainingMoment(
            name: "without part \(part) of the users", histories: leavingOut(isUnknown), queries: queries)
    }

    private static var mostPlaces: Int { 10 }

    /// The moment after which the last fifth of the events came (`period` 1), or the last fifth of those before, and so
    /// on; targets are all items a user had in that fifth. `nil` when no user was there before and after.
    func moment(period: Int) -> TrainingMoment? {
        let times = timestamps.sorted()
        var count = times.count
        for _ in 1..<period { count = count * 4 / 5 }
        guard count >= 10 else { return nil }
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
