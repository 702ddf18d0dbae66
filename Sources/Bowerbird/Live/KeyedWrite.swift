import DataModel
public import Storage

/// A write that is done once, however often it is asked for: the answer of the first time is kept, in the transaction that
/// does it.
public struct KeyedWrite: Sendable {
    /// What the client calls the request.
    public let key: String
    /// What the request says, as a digest.
    public let requestDigest: String

    /// For how long answers are kept, in seconds.
    public static let seconds: Double = 86_400

    /// - Parameters:
    ///   - key: what the client calls the request.
    ///   - requestDigest: what the request says, as a digest.
    public init(key: String, requestDigest: String) {
        self.key = key
        self.requestDigest = requestDigest
    }

    /// The answer of the first time, or that of `body`, which is kept.
    /// - Parameter now: seconds since the Unix epoch.
    /// - Throws: ``KeyedWriteError/otherRequest(key:)``; what `body` throws.
    public func run(
        _ writer: any StoreWriter, now: Double, _ body: () throws -> String
    ) throws -> (text: String, isRepeated: Bool) {
        if let kept = try writer.answer(toKey: key) {
            guard kept.requestDigest == requestDigest else { throw KeyedWriteError.otherRequest(key: key) }
            return (kept.text, true)
        }
        let text = try body()
        try writer.keep(
            KeptAnswer(requestDigest: requestDigest, text: text), underKey: key, at: Timestamp(seconds: now),
            forgettingBefore: Timestamp(seconds: now - Self.seconds))
        return (text, false)
    }
}

/// Why a keyed write was refused.
public enum KeyedWriteError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The key belongs to a request that said something else.
    case otherRequest(key: String)

    /// What happened and what to do about it.
    public var description: String {
        switch self {
        case .otherRequest(let key): "the key '\(key)' was used for another request: give every request its own"
        }
    }
}
