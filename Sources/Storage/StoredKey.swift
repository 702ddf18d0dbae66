public import DataModel

/// An API key as it is stored: never the key itself.
public struct StoredKey: Hashable, Sendable {
    /// The public part of the key, by which it is found.
    public var id: String
    /// What people call it.
    public var name: String
    /// SHA-256 of the whole key, in lower-case hexadecimal.
    public var digest: String
    /// What it may do: `read`, `write`, `admin`.
    public var scopes: [String]
    /// How many requests a second it may make; `nil` for any number.
    public var requestsPerSecond: Int?
    /// When it was made.
    public var createdAt: Timestamp
    /// When it was revoked, if it was.
    public var revokedAt: Timestamp?

    /// A key from its parts.
    public init(
        id: String, name: String, digest: String, scopes: [String], requestsPerSecond: Int?, createdAt: Timestamp,
        revokedAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.digest = digest
        self.scopes = scopes
        self.requestsPerSecond = requestsPerSecond
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}
