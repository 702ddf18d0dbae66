import Crypto
public import Foundation
public import Storage

/// People who are signed in to the console. Their browsers hold a token of 256 random bits; only its digest is stored.
extension Shop {
    /// How long somebody stays signed in, in seconds.
    public static let consoleSessionSeconds = 12 * 3600

    /// Signs somebody in.
    /// - Parameter key: the id of the key that they showed.
    /// - Returns: the token for their browser.
    /// - Throws: `StorageError`.
    public func beginConsoleSession(key: String, at now: Date = .now) throws -> String {
        let token = RandomToken.hexadecimal(bytes: 32)
        let end = now.timeIntervalSince1970 + Double(Self.consoleSessionSeconds)
        try store.begin(
            ConsoleSession(digest: Self.digest(of: token), key: key, expiresAt: Timestamp(seconds: end)),
            at: Timestamp(seconds: now.timeIntervalSince1970))
        return token
    }

    /// The session of a token, if it is one that was given and is not over.
    /// - Throws: `StorageError`.
    public func consoleSession(token: String, at now: Date = .now) throws -> ConsoleSession? {
        try store.consoleSession(Self.digest(of: token), at: Timestamp(seconds: now.timeIntervalSince1970))
    }

    /// Signs somebody out.
    /// - Throws: `StorageError`.
    public func endConsoleSession(token: String) throws {
        try store.endConsoleSession(Self.digest(of: token))
    }

    private static func digest(of token: String) -> String { SHA256.hash(data: Data(token.utf8)).hexadecimal }
}
