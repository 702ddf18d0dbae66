/// What a customer typed into the search box, and what came of it.
public struct SearchQuery: Hashable, Sendable {
    /// The words typed; not empty.
    public var query: String
    /// The category it belongs to, as a path written `A > B > C`.
    public var category: String?
    /// The item clicked or bought afterwards.
    public var itemID: ItemID?
    /// Who searched.
    public var userID: UserID?
    /// When.
    public var timestamp: Timestamp?
    /// BCP 47 tag of the language of the words.
    public var language: String?

    /// A query; everything but the words is optional.
    public init(
        query: String, category: String? = nil, itemID: ItemID? = nil, userID: UserID? = nil,
        timestamp: Timestamp? = nil, language: String? = nil
    ) {
        self.query = query
        self.category = category
        self.itemID = itemID
        self.userID = userID
        self.timestamp = timestamp
        self.language = language
    }
}
