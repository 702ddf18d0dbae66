/// One visit to a shop as a row of its own: what is known of it, and whether it ended in a purchase.
public struct Session: Hashable, Sendable {
    /// The shop's own identifier of the visit.
    public var sessionID: String
    /// Who visited, where that is known.
    public var userID: UserID?
    /// When it began.
    public var timestamp: Timestamp?
    /// Whether something was bought; `nil` while that is open.
    public var purchased: Bool?
    /// Everything else that is known of it, by column name.
    public var attributes: [String: [String]]

    /// A session from its parts.
    public init(
        sessionID: String, userID: UserID? = nil, timestamp: Timestamp? = nil, purchased: Bool? = nil,
        attributes: [String: [String]] = [:]
    ) {
        self.sessionID = sessionID
        self.userID = userID
        self.timestamp = timestamp
        self.purchased = purchased
        self.attributes = attributes
    }
}
