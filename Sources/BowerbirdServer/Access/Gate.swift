import Bowerbird
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// Lets requests in.
///
/// As long as no key was ever made, everybody on this machine may do everything; browsers on it are held to pages of the
/// service itself. From the first key on, whoever has none is let into nothing but health.
final class Gate: Sendable {
    private struct State {
        var keys: [String: Holder] = [:]
        var isOpen = true
    }

    /// A key, and how much it has used of its rate.
    private final class Holder: Sendable {
        let key: StoredKey
        let scopes: Set<AccessScope>
        let bucket: TokenBucket?

        init(_ key: StoredKey) {
            self.key = key
            scopes = Set(key.scopes.compactMap(AccessScope.init(rawValue:)))
            bucket = key.requestsPerSecond.map { TokenBucket(perSecond: $0) }
        }
    }

    private let state: Mutex<State>

    init(_ keys: [StoredKey]) {
        state = Mutex(State())
        update(keys)
    }

    /// Whether no key was ever made.
    var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Takes over the keys as they are stored now.
    func update(_ keys: [StoredKey]) {
        state.withLock { state in
            let known = state.keys
            state.isOpen = keys.isEmpty
            state.keys = Dictionary(
                keys.filter { $0.revokedAt == nil }.map { key in
                    // What was used of a rate is not given back by another key's making.
                    (key.id, known[key.id].flatMap { $0.key == key ? $0 : nil } ?? Holder(key))
                }, uniquingKeysWith: { $1 })
        }
    }

    /// Lets a request in.
    /// - Parameter scope: what the route asks for; `nil` for routes that ask for nothing.
    /// - Returns: the id of the key that it came with, if it needed one.
    /// - Throws: ``Problem`` when it is not let in.
    func admit(_ request: Request, _ scope: AccessScope?) throws -> String? {
        guard let scope else { return nil }
        if isOpen {
            try LoopbackRule.check(request)
            return nil
        }
        guard let given = Credentials.key(in: request) else {
            throw Self.unauthorized(
                "this route needs a key: send it as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'")
        }
        let holder = APIKey.id(in: given).flatMap { id in state.withLock { $0.keys[id] } }
        guard let holder, APIKey.matches(given, holder.key) else {
            throw Self.unauthorized("this key is not known, or was revoked")
        }
        guard holder.scopes.contains(scope) || holder.scopes.contains(.admin) else {
            throw Problem(
                .forbidden, "scope",
                "this key may \(holder.key.scopes.joined(separator: ", ")), the route needs \(scope)")
        }
        if let wait = holder.bucket?.take() {
            throw Problem(
                .tooManyRequests, "rate",
                "this key may make \(holder.key.requestsPerSecond ?? 0) requests a second; try again in \(wait) s",
                headers: [.retryAfter: "\(wait)"])
        }
        return holder.key.id
    }

    private static func unauthorized(_ detail: String) -> Problem {
        Problem(
            .unauthorized, "key", detail,
            headers: [.wwwAuthenticate: "Bearer realm=\"bowerbird\", Basic realm=\"bowerbird\""])
    }
}

/// Where a request may carry a key.
enum Credentials {
    static func key(in request: Request) -> String? {
        if let key = request.headers[.apiKey] { return key }
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0].lowercased() {
        case "bearer": return String(parts[1])
        // What browsers ask people for. They send it along with requests that other pages make, so that it only reads.
        case "basic" where request.method == .get || request.method == .head:
            guard let data = Data(base64Encoded: String(parts[1])) else { return nil }
            let pair = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1)
            return pair.count == 2 ? String(pair[1]) : nil
        default: return nil
        }
    }
}

/// What holds while the service is open to this machine: pages of other sites in a browser on it may not use it.
enum LoopbackRule {
    private static let names: Set<String> = ["localhost", "127.0.0.1", "[::1]", "::1"]

    static func check(_ request: Request) throws {
        let host = request.head.authority.map(name) ?? ""
        guard names.contains(host) else {
            throw Problem(
                .forbidden, "host",
                "without keys, the service answers to localhost only: make one with `bowerbird keys create`")
        }
        let site = request.headers[.fetchSite]
        let isOther = site == "cross-site" || site == "same-site"
        let origin = request.headers[.origin].map { $0.split(separator: "/").last.map { name(String($0)) } ?? "null" }
        guard !isOther, origin.map(names.contains) ?? true else {
            throw Problem(.forbidden, "cross-site", "pages of other sites may not use the service")
        }
    }

    // A host without its port.
    private static func name(_ authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[...end])
        }
        return authority.split(separator: ":", maxSplits: 1).first.map { $0.lowercased() } ?? ""
    }
}

extension HTTPField.Name {
    static let apiKey = Self("X-API-Key")!
    static let fetchSite = Self("Sec-Fetch-Site")!
}
