public import DataModel

/// A person who is signed in to the console, as it is stored: never the token that their browser holds.
public struct ConsoleSession: Hashable, Sendable {
    /// SHA-256 of the token, in lower-case hexadecimal.
    public var digest: String
    /// The id of the key that they signed in with; revoked, it ends the session.
    public var key: String
    /// From when on it is over.
    public var expiresAt: Timestamp

    /// A session from its parts.
    public init(digest: String, key: String, expiresAt: Timestamp) {
        self.digest = digest
        self.key = key
        self.expiresAt = expiresAt
    }
}
