import DataModel
import LinearAlgebra
import Ranking
import Storage

/// Makes lists under one set of options: from a history to a pool of ranked items, from the pool to the list.
struct ListMaker: Sendable {
    let model: Model
    let ranking: RankingModel
    let options: ListOptions
    let catalogue: Catalogue
    let filtered: FilteredItems
    private let arrangement: ListArrangement

    // Variety needs more to choose from than the list holds.
    private static let poolFactor = 5

    /// - Parameter catalogueRevision: the store's, where it was just read.
    init(model: Model, options: ListOptions, catalogueRevision: Int64? = nil) throws {
        guard let ranking = model.ranking else {
            throw BundleError.partNotTrained(part: "recommendations", need: "interactions")
        }
        self.model = model
        self.ranking = ranking
        self.options = options
        catalogue = try model.serving.catalogue(model, ranking, revision: catalogueRevision)
        filtered = model.serving.items(options.filter, of: catalogue)
        arrangement = ListArrangement(diversity: options.diversity, caps: catalogue.caps(options))
    }

    func list(for user: UserID, _ recent: RecentItems) throws -> Recommendations {
        let history = history(of: recent.items, newest: recent.newest)
        let cold = try coldStart(of: user, history, asOf: nil)
        let (chosen, pool) = model.serving.withScoring(ranking) { choose(history, $0, cold) }
        return Recommendations(
            userID: user, items: try describe(chosen, pool, history), isColdStart: history.numbers.isEmpty,
            modelVersion: model.manifest.version, nextCursor: nil)
    }

    func list(after session: [ItemID]) throws -> [RecommendedItem] {
        let history = ListHistory(numbers(of: session), idleDays: 0, isOpenSession: true, catalogue)
        let cold = history.numbers.isEmpty ? try ColdStart(self, profile: nil, queries: [], asOf: nil) : nil
        let (chosen, pool) = model.serving.withScoring(ranking) { choose(history, $0, cold) }
        return try describe(chosen, pool, history)
    }

    func page(_ page: ListPage, for user: UserID) throws -> Recommendations {
        let cursor: ListCursor
        switch page {
        case .first:
            cursor = ListCursor(
                modelVersion: model.manifest.version, userID: user, options: options,
                revision: try model.store.revision())
        case .after(let text):
            cursor = try ListCursor(text)
            try cursor.check(modelVersion: model.manifest.version, userID: user, options: options)
            guard try model.store.revision().erasures == cursor.revision.erasures else { throw CursorError.dataErased }
        }
        let events = try model.store.history(of: user, limit: Model.historyLimit, asOf: cursor.revision)
        let history = history(of: events.map(\.itemID), newest: events.last?.timestamp)
        // The same pool for every page, whatever its length.
        let cold = try coldStart(of: user, history, asOf: cursor.revision)
        let pool = model.serving.withScoring(ranking) {
            self.pool(history, $0, cold, depth: ListCursor.mostItems, fewest: ListCursor.mostItems)
        }
        let entries = Array(pool.entries.prefix(ListCursor.mostItems))
        let shown = entries.map(\.item).filter { cursor.hasShown(catalogue.id(of: $0)) }
        let found = arrangement.choose(
            options.top + 1, from: entries, after: shown, likeness: catalogue.newItems.index.likeness)
        let chosen = Array(found.prefix(options.top))
        return Recommendations(
            userID: user, items: try describe(chosen, pool, history, after: cursor.shownCount),
            isColdStart: history.numbers.isEmpty, modelVersion: model.manifest.version,
            nextCursor: found.count > options.top
                ? try cursor.showing(chosen.map { catalogue.id(of: $0.item) }).text : nil)
    }

    func lists(threads: Int, consume: ([Recommendations]) throws -> Void) throws {
        let snapshot = try model.store.snapshot()
        let histories = histories(of: snapshot)
        let blockSize = 64
        let wave = blockSize * max(threads, 1) * 4
        for start in stride(from: 0, to: snapshot.users.count, by: wave) {
            let count = min(wave, snapshot.users.count - start)
            let blocks = Parallel.mapChunks(of: count, chunk: blockSize, threads: threads) { range in
                let scoring = CandidateScoring(ranking)
                return Result {
                    try range.map { offset -> Recommendations? in
                        let user = start + offset
                        let history = history(of: user, in: histories)
                        guard !history.numbers.isEmpty else { return nil }
                        let (chosen, pool) = choose(history, scoring, nil)
                        return Recommendations(
                            userID: UserID(rawValue: snapshot.users[Int32(user)]),
                            items: try describe(chosen, pool, history), isColdStart: false,
                            modelVersion: model.manifest.version, nextCursor: nil)
                    }
                }
            }
            try consume(
                blocks.flatMap { try $0.get() }.enumerated().map { offset, list in
                    if let list { return list }
                    let user = UserID(rawValue: snapshot.users[Int32(start + offset)])
                    return try self.list(for: user, try model.store.recentItems(of: user, limit: Model.historyLimit))
                })
        }
    }

    /// The items of the lists of `users`, best first, made from their histories alone; none for a user without one.
    /// - Parameter histories: as ``histories(of:until:)`` gives them.
    func items(for users: [Int32], in histories: Histories, threads: Int) -> [[ItemID]] {
        Parallel.mapChunks(of: users.count, chunk: 64, threads: threads) { range in
            let scoring = CandidateScoring(ranking)
            return range.map { place -> [ItemID] in
                let history = history(of: Int(users[place]), in: histories)
                guard !history.numbers.isEmpty else { return [] }
                return choose(history, scoring, nil).chosen.map { catalogue.id(of: $0.item) }
            }
        }.flatMap { $0 }
    }

    /// What every user of a snapshot had, in numbers of the catalogue.
    /// - Parameter end: only what had happened by then, in milliseconds since the Unix epoch; `nil` for everything.
    func histories(of snapshot: Snapshot, until end: Int64? = nil) -> Histories {
        var table = InteractionTable()
        let numbers = snapshot.items.identifiers.map { catalogue.items.number(of: $0) }
        for row in 0..<snapshot.interactions.count {
            let time = snapshot.interactions.timestamps[row]
            guard let item = numbers[Int(snapshot.interactions.items[row])], time <= end ?? .max else { continue }
            table.users.append(snapshot.interactions.users[row])
            table.items.append(item)
            table.timestamps.append(time)
        }
        return Histories(
            table, userCount: snapshot.users.count, itemCount: catalogue.items.count,
            keepsRepeats: ranking.keepsRepeats)
    }

    private func history(of user: Int, in histories: Histories) -> ListHistory {
        let newest = histories.range(of: user).last.map { histories.timestamps[$0] }
        return ListHistory(histories.items(of: user), idleDays: idleDays(since: newest), catalogue)
    }

    // What is known of a user beside a history is asked for only where there is none.
    private func coldStart(of user: UserID, _ history: ListHistory, asOf revision: StoreRevision?) throws -> ColdStart?
    {
        guard history.numbers.isEmpty else { return nil }
        return try ColdStart(
            self, profile: try model.store.profile(of: user),
            queries: try model.store.queries(of: user, limit: ColdStart.mostQueries, asOf: revision), asOf: revision)
    }

    private func choose(
        _ history: ListHistory, _ scoring: CandidateScoring, _ cold: ColdStart?
    ) -> (chosen: [TopK.Entry], pool: RankedPool) {
        let width = options.diversity > 0 ? options.top * Self.poolFactor : options.top
        var fewest = options.top
        while true {
            let pool = pool(history, scoring, cold, depth: width, fewest: fewest)
            let likeness = catalogue.newItems.index.likeness
            let preferred = options.diversity > 0 ? Array(pool.entries.prefix(width)) : pool.entries
            var chosen = arrangement.choose(options.top, from: preferred, likeness: likeness)
            if chosen.count < options.top, preferred.count < pool.entries.count {
                chosen += arrangement.choose(
                    options.top - chosen.count, from: pool.entries, after: chosen.map(\.item), likeness: likeness)
            }
            // Caps can leave a list short though others would fit: then more is looked at.
            if chosen.count == options.top || arrangement.caps.isEmpty || pool.entries.count < fewest {
                return (chosen, pool)
            }
            fewest = max(fewest, pool.entries.count) * 4
        }
    }

    private func pool(
        _ history: ListHistory, _ scoring: CandidateScoring, _ cold: ColdStart?, depth: Int, fewest: Int
    ) -> RankedPool {
        if let cold { return RankedPool(cold, history, filtered, catalogue) }
        return RankedPool(
            history, filtered, catalogue, includesSeen: options.includesSeen ?? ranking.offersSeen, scoring: scoring,
            depth: depth,
            fewest: fewest)
    }

    // A user who came after the training is here now; of the others, the training's end is the best clock there is.
    private func history(of items: [ItemID], newest: Timestamp?) -> ListHistory {
        ListHistory(numbers(of: items), idleDays: idleDays(since: newest?.milliseconds), catalogue)
    }

    private func idleDays(since newest: Int64?) -> Float {
        RankingModel.idleDays(
            since: newest, now: ranking.timeIsOrdinal || options.isWithinVisit ? nil : ranking.trainedUntil)
    }

    // As in training; items of which nothing is known are passed over.
    private func numbers(of items: [ItemID]) -> [Int32] {
        ranking.history(items.compactMap { catalogue.items.number(of: $0.rawValue) })
    }

    private func describe(
        _ chosen: [TopK.Entry], _ pool: RankedPool, _ history: ListHistory, after shown: Int = 0
    ) throws -> [RecommendedItem] {
        let reasons = ReasonWriter(maker: self, pool: pool)
        return try chosen.enumerated().map { place, entry in
            RecommendedItem(
                rank: shown + place + 1, itemID: catalogue.id(of: entry.item), score: entry.score,
                title: catalogue.titles[Int(entry.item)],
                reasons: options.explained ? try reasons.reasons(for: entry) : [])
        }
    }
}
