public import DataModel
import Ranking
import Retrieval
import Storage

/// What a list may contain.
public struct ListOptions: Sendable {
    /// How many items at most.
    public var top: Int
    /// Only items in this category or below it, written `A > B`; `nil` for all.
    public var category: String?
    /// Items that must not be in the list.
    public var excluded: Set<ItemID>
    /// Whether items the user has had may come again.
    public var includesSeen: Bool
    /// Whether to say why.
    public var explained: Bool

    /// Options; ten items of everything the user has not had, unless said otherwise.
    public init(
        top: Int = 10, category: String? = nil, excluded: Set<ItemID> = [], includesSeen: Bool = false,
        explained: Bool = false
    ) {
        self.top = top
        self.category = category
        self.excluded = excluded
        self.includesSeen = includesSeen
        self.explained = explained
    }
}

extension Model {
    /// The list for one user. Interactions stored since the training count; a user of whom nothing is known gets what
    /// is popular.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``; `StorageError`.
    public func recommend(for user: UserID, top: Int = 10) throws -> Recommendations {
        try recommend(for: user, ListOptions(top: top))
    }

    /// The list for one user, with every option.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``; `StorageError`.
    public func recommend(for user: UserID, _ options: ListOptions) throws -> Recommendations {
        try ListMaker(model: self, options: options).list(for: user)
    }

    /// What comes next in an open session of items, oldest first.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``; `StorageError`.
    public func recommend(afterSession session: [ItemID], _ options: ListOptions) throws -> [RecommendedItem] {
        try ListMaker(model: self, options: options).list(after: session)
    }

    /// The items that go best with one item.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``; `StorageError`.
    public func similar(to item: ItemID, _ options: ListOptions) throws -> [RecommendedItem] {
        try ListMaker(model: self, options: options).list(after: [item])
    }

    /// The lists of every stored user, handed over in blocks, users in the order of their first interaction.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``; `StorageError`; what `consume` throws.
    public func recommendAll(
        _ options: ListOptions, threads: Int, consume: ([Recommendations]) throws -> Void
    ) throws {
        try ListMaker(model: self, options: options).lists(threads: threads, consume: consume)
    }
}

/// Makes lists under one set of options: reads the catalogue once, whatever the number of lists.
private struct ListMaker {
    private let model: Model
    private let ranking: RankingModel
    private let options: ListOptions
    private let filter: CandidateFilter

    init(model: Model, options: ListOptions) throws {
        guard let ranking = model.ranking else {
            throw BundleError.partNotTrained(part: "recommendations", need: "interactions")
        }
        self.model = model
        self.ranking = ranking
        self.options = options
        let rules = try model.store.listRules()
        let wanted = options.category.map { $0.split(separator: ">").map { $0.trimmingSpaces() } }
        filter = CandidateFilter(
            includesSeen: options.includesSeen,
            isAllowed: model.items.identifiers.map { identifier in
                let item = ItemID(rawValue: identifier)
                if options.excluded.contains(item) || rules.unavailable.contains(item) { return false }
                guard let wanted else { return true }
                return rules.categories[item]?.contains { $0.starts(with: wanted) } ?? false
            })
    }

    func list(for user: UserID) throws -> Recommendations {
        let events = try model.store.history(of: user, limit: Model.historyLimit)
        let history = numbers(of: events.map(\.itemID))
        // A user who came after the training is here now; of the others, the training's end is the best clock there is.
        let idleDays = RankingModel.idleDays(
            since: events.last?.timestamp.milliseconds, now: ranking.timeIsOrdinal ? nil : ranking.trainedUntil)
        let ranked = ranking.recommend(
            history: history, idleDays: idleDays, top: options.top, filter: filter, explained: options.explained)
        return Recommendations(
            userID: user, items: try describe(ranked), isColdStart: history.isEmpty,
            modelVersion: model.manifest.version)
    }

    func list(after session: [ItemID]) throws -> [RecommendedItem] {
        try describe(
            ranking.recommend(
                history: numbers(of: session), top: options.top, filter: filter, explained: options.explained))
    }

    func lists(threads: Int, consume: ([Recommendations]) throws -> Void) throws {
        let snapshot = try model.store.snapshot()
        var table = InteractionTable()
        for row in 0..<snapshot.interactions.count {
            let identifier = snapshot.items[snapshot.interactions.items[row]]
            guard let item = model.items.number(of: identifier) else { continue }
            table.users.append(snapshot.interactions.users[row])
            table.items.append(item)
            table.timestamps.append(snapshot.interactions.timestamps[row])
        }
        let histories = Histories(table, userCount: snapshot.users.count, itemCount: model.items.count)
        let titles = snapshot.products.reduce(into: [ItemID: String]()) { titles, product in
            if let product { titles[product.itemID] = product.title }
        }
        try ranking.recommendAll(
            histories, now: ranking.timeIsOrdinal ? nil : ranking.trainedUntil, top: options.top, filter: filter,
            threads: threads
        ) { first, lists in
            try consume(
                lists.enumerated().map { offset, ranked in
                    let user = first + offset
                    return Recommendations(
                        userID: UserID(rawValue: snapshot.users[Int32(user)]),
                        items: ranked.enumerated().map { place, item in
                            let id = ItemID(rawValue: model.items[item.item])
                            return RecommendedItem(
                                rank: place + 1, itemID: id, score: item.score, title: titles[id], reasons: [])
                        }, isColdStart: histories.range(of: user).isEmpty, modelVersion: model.manifest.version)
                })
        }
    }

    // Each item once, at its first place, as in training; items that the model does not know are passed over.
    private func numbers(of items: [ItemID]) -> [Int32] {
        var seen = Set<Int32>()
        return items.compactMap { model.items.number(of: $0.rawValue) }.filter { seen.insert($0).inserted }
    }

    private func describe(_ ranked: [RankedItem]) throws -> [RecommendedItem] {
        try ranked.enumerated().map { place, item in
            let id = ItemID(rawValue: model.items[item.item])
            return RecommendedItem(
                rank: place + 1, itemID: id, score: item.score, title: try model.store.product(id)?.title,
                reasons: try reasons(of: item))
        }
    }

    // An average candidate's score is a reason too, so that the weights add up to the score.
    private func reasons(of item: RankedItem) throws -> [Reason] {
        let reasons = try item.reasons.map(reason)
        let base = item.score - item.reasons.reduce(0) { $0 + $1.weight }
        guard options.explained, base != 0 else { return reasons }
        return reasons + [Reason(kind: ReasonText.baseKind, text: ReasonText.base, itemID: nil, weight: base)]
    }

    private func reason(_ reason: RankingReason) throws -> Reason {
        let item = reason.item.map { ItemID(rawValue: model.items[$0]) }
        let name = try item.map { try model.store.product($0)?.title ?? $0.rawValue }
        return Reason(
            kind: reason.source.rawValue, text: ReasonText.text(reason.source, about: name, weight: reason.weight),
            itemID: item, weight: reason.weight)
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
