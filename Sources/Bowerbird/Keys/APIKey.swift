import Crypto
import Foundation
public import Storage

/// A key with which programs are let in. Only its digest is stored; the key itself is shown once, when it is made.
///
/// It is written `bb_ID_SECRET`: the secret has 256 bits of the system's randomness, so that a plain SHA-256 of it cannot be
/// searched backwards, and no slow hash is needed.
public struct APIKey: Sendable {
    /// What is stored of it.
    public let stored: StoredKey
    /// The key itself.
    public let secret: String

    private static let prefix = "bb_"
    private static let idBytes = 6
    private static let secretBytes = 32

    /// A new key.
    /// - Parameters:
    ///   - name: what people call it.
    ///   - requestsPerSecond: how many requests a second it may make; `nil` for any number.
    public init(name: String, scopes: Set<AccessScope>, requestsPerSecond: Int? = nil) {
        let id = RandomToken.hexadecimal(bytes: Self.idBytes)
        secret = Self.prefix + id + "_" + RandomToken.hexadecimal(bytes: Self.secretBytes)
        stored = StoredKey(
            id: id, name: name, digest: Self.digest(of: secret), scopes: scopes.map(\.rawValue).sorted(),
            requestsPerSecond: requestsPerSecond, createdAt: Timestamp(seconds: Date().timeIntervalSince1970))
    }

    /// The public part of a key, if it is written like one.
    public static func id(in key: String) -> String? {
        let parts = key.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "bb", parts[1].utf8.count == 2 * idBytes else { return nil }
        return String(parts[1])
    }

    /// Whether `key` is the one that `stored` is of; takes as long for a wrong key as for the right one.
    public static func matches(_ key: String, _ stored: StoredKey) -> Bool {
        ConstantTime.areEqual(digest(of: key), stored.digest)
    }

    private static func digest(of key: String) -> String { SHA256.hash(data: Data(key.utf8)).hexadecimal }
}

extension Shop {
    /// Makes a key and stores its digest.
    /// - Throws: `StorageError`.
    public func makeKey(name: String, scopes: Set<AccessScope>, requestsPerSecond: Int? = nil) throws -> APIKey {
        let key = APIKey(name: name, scopes: scopes, requestsPerSecond: requestsPerSecond)
        try store.write { try $0.insert(key.stored) }
        return key
    }

    /// Revokes a key for good.
    /// - Returns: whether there was such a key that was not revoked yet.
    /// - Throws: `StorageError`.
    public func revokeKey(_ id: String) throws -> Bool {
        try store.write { try $0.revokeKey(id, at: Timestamp(seconds: Date().timeIntervalSince1970)) }
    }
}
