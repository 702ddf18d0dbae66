/// One consistent read of everything a shop has stored, columnar and with ids as numbers: what training starts from.
///
/// Items are numbered by their first interaction in time; items that only the catalogue knows come after. Users likewise.
public struct Snapshot: Sendable {
    /// User identifiers and their numbers.
    public var users: IdentifierIndex
    /// Item identifiers and their numbers.
    public var items: IdentifierIndex
    /// Every interaction, in time order, but those dated in a time to come (see ``EventClock``).
    public var interactions: InteractionTable
    /// How many interactions are left out because they are dated in a time to come.
    public var datedAhead = 0
    /// Quantities, prices and the like, row for row beside `interactions`; `nil` unless they were asked for.
    public var details: InteractionDetails?
    /// What the catalogue says, by item number; `nil` for items it does not know.
    public var products: [Product?]
    /// What is known of each user, by user number; `nil` for users without attributes.
    public var userProfiles: [User?]
    /// Every review, in the order stored.
    public var reviews: [Review]
    /// Every search query, in the order stored.
    public var queries: [SearchQuery]
    /// Every session stored as a row of its own, in the order stored; empty unless details were asked for.
    public var sessions: [Session] = []

    /// A snapshot from its parts; `products` is as long as `items`, `userProfiles` as long as `users`.
    public init(
        users: IdentifierIndex = .init(), items: IdentifierIndex = .init(), interactions: InteractionTable = .init(),
        products: [Product?] = [], userProfiles: [User?] = [], reviews: [Review] = [], queries: [SearchQuery] = []
    ) {
        precondition(products.count == items.count && userProfiles.count == users.count)
        self.users = users
        self.items = items
        self.interactions = interactions
        self.products = products
        self.userProfiles = userProfiles
        self.reviews = reviews
        self.queries = queries
    }

    /// Whether the data knows only the order of events, not their time (see ``Timestamp/isOrdinal``).
    public var timeIsOrdinal: Bool {
        interactions.timestamps.last.map { Timestamp(milliseconds: $0).isOrdinal } ?? false
    }
}
