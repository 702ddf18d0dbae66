/// What the erasure of a user took away, in rows.
public struct UserErasure: Hashable, Sendable {
    /// Whether the user was known at all.
    public var wasKnown = false
    /// Interactions.
    public var interactions = 0
    /// Reviews.
    public var reviews = 0
    /// Search queries.
    public var queries = 0
    /// Sessions.
    public var sessions = 0
    /// Notes that experiments' lists were shown.
    public var exposures = 0

    /// Nothing taken away.
    public init() {}
}

/// The answer to a request that may come again.
public struct KeptAnswer: Hashable, Sendable {
    /// What the request was, as a digest.
    public var requestDigest: String
    /// What was answered.
    public var text: String

    /// An answer from its parts.
    public init(requestDigest: String, text: String) {
        self.requestDigest = requestDigest
        self.text = text
    }
}
