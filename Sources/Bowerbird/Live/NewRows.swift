public import DataModel
public import Storage

/// Rows of any kind that are stored together.
public struct NewRows: Sendable {
    /// What users did.
    public var interactions: [Interaction] = []
    /// The catalogue.
    public var products: [Product] = []
    /// What is known of users.
    public var users: [User] = []
    /// What users wrote.
    public var reviews: [Review] = []
    /// What users searched for.
    public var queries: [SearchQuery] = []

    /// No rows.
    public init() {}

    /// How many there are.
    public var count: Int { interactions.count + products.count + users.count + reviews.count + queries.count }

    /// What of lists changes with them.
    public var effect: WriteEffect {
        if !products.isEmpty || queries.contains(where: { $0.itemID != nil }) { return .everything }
        return .users(
            Set(interactions.map(\.userID) + users.map(\.userID) + queries.compactMap(\.userID)))
    }

    /// Writes them in a transaction.
    /// - Returns: what became of them, by kind; kinds without rows are left out.
    /// - Throws: `StorageError`.
    public func write(to writer: any StoreWriter) throws -> [(kind: String, change: StoreChange)] {
        [
            ("interactions", try writer.insert(interactions)), ("products", try writer.upsert(products)),
            ("users", try writer.upsert(users)), ("reviews", try writer.upsert(reviews)),
            ("queries", try writer.insert(queries)),
        ].filter { $0.1 != StoreChange() }
    }
}

/// Whose lists something that was written changes.
public enum WriteEffect: Sendable, Equatable {
    /// Those of these users.
    case users(Set<UserID>)
    /// Everybody's.
    case everything
}
