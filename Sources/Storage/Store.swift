public import DataModel

/// Where a shop's data lives. Every back end passes the same behaviour suite.
public protocol Store: Sendable {
    /// Runs `body` as one transaction: everything it writes is stored when this returns, or nothing if it throws.
    /// - Throws: ``StorageError`` when the database refuses; what `body` throws.
    func write<Result>(_ body: (any StoreWriter) throws -> Result) throws -> Result

    /// One consistent read of everything.
    func snapshot() throws -> Snapshot

    /// The newest `limit` interactions of a user, oldest first.
    func history(of user: UserID, limit: Int) throws -> [Interaction]

    /// What the catalogue says of an item, or `nil`.
    func product(_ item: ItemID) throws -> Product?

    /// What the catalogue says about which items may be in a list.
    func listRules() throws -> ListRules

    /// How much is stored.
    func counts() throws -> StoreCounts
}

/// Writes within one transaction.
public protocol StoreWriter {
    /// Adds interactions; rows equal in every field to a stored one change nothing.
    func insert(_ interactions: [Interaction]) throws -> StoreChange

    /// Adds products or fills in what is known of them; fields that a row leaves out stay as they are.
    func upsert(_ products: [Product]) throws -> StoreChange

    /// Adds users or fills in what is known of them; attributes that a row leaves out stay as they are.
    func upsert(_ users: [User]) throws -> StoreChange

    /// Adds reviews; one with a known `reviewID` replaces it, one equal in every field to a stored one changes nothing.
    func upsert(_ reviews: [Review]) throws -> StoreChange

    /// Adds search queries; rows equal in every field to a stored one change nothing.
    func insert(_ queries: [SearchQuery]) throws -> StoreChange
}

/// What decides, beside taste, whether an item may be in a list.
public struct ListRules: Hashable, Sendable {
    /// Items that cannot be bought now.
    public var unavailable: Set<ItemID> = []
    /// The category paths of each item that has any.
    public var categories: [ItemID: [[String]]] = [:]

    /// No rules.
    public init() {}
}

/// What a write did, in rows.
public struct StoreChange: Hashable, Sendable {
    /// Rows that are new.
    public var inserted = 0
    /// Rows that changed a stored one.
    public var updated = 0
    /// Rows that were there already.
    public var unchanged = 0

    /// A change from its parts.
    public init(inserted: Int = 0, updated: Int = 0, unchanged: Int = 0) {
        self.inserted = inserted
        self.updated = updated
        self.unchanged = unchanged
    }

    /// Adds another change.
    public static func += (left: inout StoreChange, right: StoreChange) {
        left.inserted += right.inserted
        left.updated += right.updated
        left.unchanged += right.unchanged
    }
}

/// How much a store holds, in rows.
public struct StoreCounts: Hashable, Sendable {
    /// Users seen anywhere.
    public var users = 0
    /// Items seen anywhere.
    public var items = 0
    /// Interactions.
    public var interactions = 0
    /// Items that the catalogue describes.
    public var products = 0
    /// Reviews.
    public var reviews = 0
    /// Search queries.
    public var queries = 0
    /// When the first interaction was.
    public var firstInteraction: Timestamp?
    /// When the last interaction was.
    public var lastInteraction: Timestamp?

    /// An empty store's counts.
    public init() {}
}
