public import DataModel
import Ranking
import Storage

/// Which part of a user's list is wanted.
public enum ListPage: Sendable, Equatable {
    /// Its beginning.
    case first
    /// What follows the page that this cursor came with.
    case after(cursor: String)
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
        let recent = try store.recentItems(of: user, limit: Self.historyLimit)
        return try ListMaker(model: self, options: options, catalogueRevision: recent.catalogueRevision)
            .list(for: user, recent)
    }

    /// One page of the list for one user, `options.top` items long. Pages neither repeat nor leave out an item, whatever is
    /// stored between them: events after the first page wait for the next list.
    /// - Throws: ``CursorError`` for a cursor that does not belong here; ``BundleError/partNotTrained(part:need:)``;
    ///   `StorageError`.
    public func recommend(for user: UserID, _ options: ListOptions, page: ListPage) throws -> Recommendations {
        try ListMaker(model: self, options: options).page(page, for: user)
    }

    /// What comes next in an open session of items, oldest first.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``; `StorageError`.
    public func recommend(afterSession session: [ItemID], _ options: ListOptions) throws -> [RecommendedItem] {
        try ListMaker(model: self, options: options).list(after: session)
    }

    /// Whether any of these items is known, from the training or from the catalogue. Where none is, a list after them is the
    /// one for newcomers.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``; `StorageError`.
    public func knows(anyOf items: [ItemID]) throws -> Bool {
        guard let ranking else {
            throw BundleError.partNotTrained(part: "recommendations", need: "interactions")
        }
        let catalogue = try serving.catalogue(self, ranking)
        return items.contains { catalogue.items.number(of: $0.rawValue) != nil }
    }

    /// The items that go best with one item; popular ones for an item that is not known (``knows(anyOf:)``).
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
