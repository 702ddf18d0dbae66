import Bowerbird
import HTTPTypes
import Hummingbird
import Synchronization

/// Lets requests in.
///
/// As long as no key was ever made, everybody on this machine may do everything; browsers on it are held to pages of the
/// service itself. From the first key on, whoever has none is let into nothing but health: programs send theirs with every
/// request, people show it once and have a session at the console from then on.
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

        var isAdmin: Bool { scopes.contains(.admin) }

        // Whether it may do this, and now.
        func check(_ scope: AccessScope) throws {
            guard scopes.contains(scope) || isAdmin else {
                throw Problem(
                    .forbidden, "scope",
                    "this key may \(key.scopes.joined(separator: ", ")), the route needs \(scope)")
            }
            if let wait = bucket?.take() {
                throw Problem(
                    .tooManyRequests, "rate",
                    "this key may make \(key.requestsPerSecond ?? 0) requests a second; try again in \(wait) s",
                    headers: [.retryAfter: "\(wait)"])
            }
        }
    }

    private let state: Mutex<State>
    private let shop: Shop

    init(_ shop: Shop) throws {
        self.shop = shop
        state = Mutex(State())
        update(try shop.store.keys())
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
    /// - Parameters:
    ///   - scope: what the route asks for; `nil` for routes that ask for nothing.
    ///   - isForm: whether the route takes what people send from the console; no other is changed by a session.
    /// - Throws: ``Problem`` when it is not let in; `StorageError`.
    func admit(_ request: Request, _ scope: AccessScope?, isForm: Bool = false) throws -> Admission {
        guard let scope else { return Admission() }
        if isOpen {
            try LoopbackRule.check(request)
            return Admission(isAdmin: true, formToken: FormToken.ofThisProcess)
        }
        if let given = Credentials.key(in: request) {
            let holder = try holder(of: given)
            try holder.check(scope)
            return Admission(key: holder.key.id, isAdmin: holder.isAdmin)
        }
        // Browsers send cookies along with what other pages ask for, so that these open forms only, which have a token.
        if isForm || request.method == .get || request.method == .head, let token = Credentials.session(in: request),
            let session = try shop.consoleSession(token: token),
            let holder = state.withLock({ $0.keys[session.key] })
        {
            try holder.check(scope)
            return Admission(
                key: holder.key.id, isAdmin: holder.isAdmin, session: token, formToken: FormToken.text(of: token))
        }
        throw Self.unauthorized("this route needs a key: send it as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'")
    }

    /// Signs somebody in who shows a key.
    /// - Returns: the token of their session.
    /// - Throws: ``Problem`` when the key is not known; `StorageError`.
    func signIn(_ key: String) throws -> (key: String, token: String) {
        let holder = try holder(of: key)
        return (holder.key.id, try shop.beginConsoleSession(key: holder.key.id))
    }

    private func holder(of given: String) throws -> Holder {
        let holder = APIKey.id(in: given).flatMap { id in state.withLock { $0.keys[id] } }
        guard let holder, APIKey.matches(given, holder.key) else {
            throw Self.unauthorized("this key is not known, or was revoked")
        }
        return holder
    }

    static func unauthorized(_ detail: String) -> Problem {
        Problem(
            .unauthorized, "key", detail,
            headers: [.wwwAuthenticate: "Bearer realm=\"bowerbird\", Basic realm=\"bowerbird\""])
    }
}
