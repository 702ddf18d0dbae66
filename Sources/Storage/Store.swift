public import DataModel

/// Where a shop's data lives. Every back end passes the same behaviour suite.
public protocol Store: Sendable {
    /// Runs `body` as one transaction: everything it writes is stored when this returns, or nothing if it throws.
    /// - Throws: ``StorageError`` when the database refuses; what `body` throws.
    func write<Result>(_ body: (any StoreWriter) throws -> Result) throws -> Result

    /// One consistent read of everything.
    /// - Parameter detailed: also what interactions say of quantity, price, dwell and visit, and the sessions.
    func snapshot(detailed: Bool) throws -> Snapshot

    /// The newest `limit` interactions of a user, oldest first.
    /// - Parameter revision: only what had been stored by then; `nil` for everything.
    func history(of user: UserID, limit: Int, asOf revision: StoreRevision?) throws -> [Interaction]

    /// The items of the newest `limit` interactions of a user with the catalogue's revision, in one read.
    func recentItems(of user: UserID, limit: Int) throws -> RecentItems

    /// What the catalogue says of an item, or `nil`.
    func product(_ item: ItemID) throws -> Product?

    /// The newest `limit` prices that an item has had, oldest first.
    func prices(of item: ItemID, limit: Int) throws -> [PriceChange]

    /// What is known of a user, or `nil`.
    func profile(of user: UserID) throws -> User?

    /// The newest `limit` search queries of a user, newest first; those without a time are the oldest.
    /// - Parameter revision: only what had been stored by then; `nil` for everything.
    func queries(of user: UserID, limit: Int, asOf revision: StoreRevision?) throws -> [SearchQuery]

    /// The newest `limit` search queries of all users in the order stored, the last one stored first.
    func queries(limit: Int) throws -> [SearchQuery]

    /// What was chosen after this query, most often first; letters A–Z and a–z count as the same.
    /// - Parameter revision: only what had been stored by then; `nil` for everything.
    func choices(after query: String, asOf revision: StoreRevision?) throws -> [(item: ItemID, count: Int)]

    /// The whole catalogue, in the order of storing, without descriptions and images.
    func catalogue() throws -> [Product]

    /// How far the store has come: equal revisions, equal content.
    func revision() throws -> StoreRevision

    /// How much is stored.
    func counts() throws -> StoreCounts

    /// Every review that a user wrote, in the order stored.
    func reviews(of user: UserID) throws -> [Review]

    /// The newest `limit` reviews of an item, in the order stored.
    func reviews(about item: ItemID, limit: Int) throws -> [Review]

    /// Every session of a user that is a row of its own, in the order stored.
    func sessions(of user: UserID) throws -> [Session]

    /// How many times something was written, by any process.
    func writeCount() throws -> Int64

    /// Users by name, those after `name`.
    func users(after name: UserID?, limit: Int) throws -> [User]

    /// Products by the name of their item, those after `item`.
    /// - Parameter words: only those whose title or item holds this text; letters A–Z and a–z count as the same.
    func products(after item: ItemID?, limit: Int, matching words: String?) throws -> [Product]

    /// The products that entered the catalogue last, newest first.
    func newestProducts(limit: Int) throws -> [Product]

    /// Interactions in the order of storing, those after the one at `position`.
    func interactions(after position: Int64, limit: Int) throws -> [(position: Int64, interaction: Interaction)]

    /// Every API key that was ever made, oldest first.
    func keys() throws -> [StoredKey]

    /// The session at the console with this digest, if it is not over at `time`.
    func consoleSession(_ digest: String, at time: Timestamp) throws -> ConsoleSession?

    /// Begins a session at the console, and forgets those that are over at `time`; it is no write, as no list becomes
    /// outdated by it.
    func begin(_ session: ConsoleSession, at time: Timestamp) throws

    /// Ends the session at the console with this digest, if there is one.
    func endConsoleSession(_ digest: String) throws

    /// The newest `limit` imports, newest first.
    func imports(limit: Int) throws -> [StoredImport]

    /// Notes that something was imported; it is no write, as no list becomes outdated by it.
    func note(_ record: StoredImport) throws

    /// Every experiment that was ever begun, oldest first.
    func experiments() throws -> [Experiment]

    /// Who was shown lists of an experiment, by name.
    func exposures(to experiment: String) throws -> [Exposure]

    /// Which experiments' lists a user was shown, by the experiment's name.
    func exposures(of user: UserID) throws -> [Exposure]

    /// Notes who was shown lists of an experiment; who is noted already stays as noted. No list becomes outdated by it, so
    /// it does not count as a write.
    /// - Parameter erasures: ``StoreRevision/erasures`` from before they were shown: where somebody was erased since, nothing
    ///   is noted, as it may be one of them; `nil` to note them whatever happened.
    /// - Returns: whether they are noted.
    @discardableResult
    func note(_ exposures: [Exposure], unlessErasedSince erasures: Int64?) throws -> Bool

    /// Takes what was erased out of the files themselves, where it would stay readable until written over.
    func scrub() throws

    /// Claims a task that one process at a time may do.
    /// - Returns: the claim, which is to be held until the task is done, or `nil` while somebody else has the task.
    func claim(_ task: ExclusiveTask) throws -> TaskClaim?
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

    /// Adds sessions or fills in what is known of them; fields that a row leaves out stay as they are.
    func upsert(_ sessions: [Session]) throws -> StoreChange

    /// Erases a user: attributes, interactions, reviews, queries and sessions.
    /// - Returns: how much there was.
    func erase(_ user: UserID) throws -> UserErasure

    /// Erases what a user did with an item.
    /// - Returns: how many interactions that were.
    func eraseInteractions(of user: UserID, with item: ItemID) throws -> Int

    /// Erases an item: its interactions, reviews and queries, and what the catalogue says of it, but that it is not available.
    /// - Returns: whether it was known.
    func eraseItem(_ item: ItemID) throws -> Bool

    /// How many times something was written before this transaction, by any process.
    func writeCount() throws -> Int64

    /// Adds an API key.
    func insert(_ key: StoredKey) throws

    /// Marks an API key as revoked.
    /// - Returns: whether there is such a key that was not revoked before.
    func revokeKey(_ id: String, at time: Timestamp) throws -> Bool

    /// Adds an experiment.
    func insert(_ experiment: Experiment) throws

    /// Ends an experiment.
    /// - Returns: whether there is one of this name that was running.
    func endExperiment(_ name: String, at time: Timestamp) throws -> Bool

    /// Every experiment that was ever begun, oldest first.
    func experiments() throws -> [Experiment]

    /// The answer that was given to a request with this key, if one was.
    func answer(toKey key: String) throws -> KeptAnswer?

    /// Keeps an answer under a key and forgets those kept before `oldest`.
    func keep(_ answer: KeptAnswer, underKey key: String, at time: Timestamp, forgettingBefore oldest: Timestamp) throws
}

extension Store {
    /// One consistent read of everything but details and sessions.
    public func snapshot() throws -> Snapshot { try snapshot(detailed: false) }

    /// Notes who was shown lists of an experiment, whatever happened since.
    public func note(_ exposures: [Exposure]) throws { try note(exposures, unlessErasedSince: nil) }

    /// The newest `limit` interactions of a user, oldest first.
    public func history(of user: UserID, limit: Int) throws -> [Interaction] {
        try history(of: user, limit: limit, asOf: nil)
    }
}

/// How far a store has come.
public struct StoreRevision: Hashable, Sendable, Codable {
    /// Rises with every change of a product.
    public var catalogue: Int64
    /// Rises with every interaction stored.
    public var interactions: Int64
    /// Rises with every search query stored.
    public var queries: Int64
    /// Rises with every user erased: what was stored before is no longer all there.
    public var erasures: Int64

    /// A revision from its parts.
    public init(catalogue: Int64 = 0, interactions: Int64 = 0, queries: Int64 = 0, erasures: Int64 = 0) {
        self.catalogue = catalogue
        self.interactions = interactions
        self.queries = queries
        self.erasures = erasures
    }
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
    /// Sessions that are rows of their own.
    public var sessions = 0
    /// When the first interaction was.
    public var firstInteraction: Timestamp?
    /// When the last interaction was.
    public var lastInteraction: Timestamp?

    /// An empty store's counts.
    public init() {}
}
