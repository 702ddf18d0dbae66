import Bowerbird
public import Storage

extension StoredKey {
    /// What may be shown of a key.
    public var json: JSONValue {
        .record([
            "id": .string(id), "name": .string(name), "scopes": .string(scopes.joined(separator: ",")),
            "requests_per_second": requestsPerSecond.map { .integer($0) },
            "created_at": .string(createdAt.iso8601), "revoked_at": revokedAt.map { .string($0.iso8601) },
        ])
    }
}
