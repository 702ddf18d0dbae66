public import AsyncHTTPClient
public import Foundation

/// Talks with `bowerbird serve`.
///
/// ```swift
/// let client = try ShopClient(URL(string: "http://127.0.0.1:8080")!, key: "bb_…")
/// for item in try await client.recommendations(for: "anna", ListQuery(top: 5)).items { print(item.itemID, item.score) }
/// ```
///
/// Whatever fails on the way is tried again as ``RetryPolicy`` says: reads because they change nothing, writes under one
/// Idempotency-Key, so that nothing is stored twice.
public struct ShopClient: Sendable {
    let transport: Transport

    /// - Parameters:
    ///   - base: where the service is, such as `http://127.0.0.1:8080`.
    ///   - key: the key that it asks for; `nil` for a service without keys.
    ///   - http: what sends requests; it belongs to the caller.
    /// - Throws: ``ClientError/badAddress(_:)``.
    public init(
        _ base: URL, key: String? = nil, retries: RetryPolicy = RetryPolicy(), http: HTTPClient = .shared
    ) throws {
        guard ["http", "https"].contains(base.scheme), base.host() != nil else {
            throw ClientError.badAddress(base.absoluteString)
        }
        transport = Transport(base: base.absoluteString, key: key, retries: retries, http: http)
    }

    // MARK: Lists

    /// A user's list; somebody of whom nothing is known gets what is popular.
    /// - Throws: ``ClientError``, as every method here.
    public func recommendations(for user: String, _ query: ListQuery = ListQuery()) async throws -> Recommendations {
        try await transport.get("/v1/recommendations/" + Transport.part(user), query.items)
    }

    /// What goes best with an item.
    public func similar(to item: String, _ query: ListQuery = ListQuery()) async throws -> SimilarItems {
        try await transport.get("/v1/similar/" + Transport.part(item), query.items)
    }

    /// What comes next in the visit of somebody unknown, told from its items, oldest first.
    public func recommendations(
        afterSession items: [String], _ query: ListQuery = ListQuery()
    ) async throws -> SessionRecommendations {
        try await transport.ask("/v1/sessions/recommendations", query.items, ["items": items])
    }

    // MARK: Texts

    /// The polarity of a text.
    public func sentiment(of text: String, explained: Bool = false) async throws -> Sentiment {
        try await transport.ask("/v1/sentiment", [], SentimentQuestion(text: text, explain: explained))
    }

    /// The polarity of each of up to 1,000 texts.
    public func sentiments(of texts: [String], explained: Bool = false) async throws -> [Sentiment] {
        let answer: Sentiments = try await transport.ask(
            "/v1/sentiment", [], SentimentQuestion(texts: texts, explain: explained))
        return answer.results
    }

    /// The categories that a search query may belong to.
    public func categories(of query: String, top: Int = 3, explained: Bool = false) async throws -> Categories {
        try await transport.get("/v1/categories", [("q", query), ("top", "\(top)"), ("explain", "\(explained)")])
    }

    // MARK: Behaviour

    /// What a user will do; `nil` where nothing can be said of them.
    public func prediction(_ question: PredictionQuestion, of user: String) async throws -> Prediction? {
        do {
            let path = "/v1/predictions/\(question.kind.rawValue)/" + Transport.part(user)
            return try await transport.get(path, try question.parameters())
        } catch ClientError.refused(let problem) where ["unknown-user", "no-prediction"].contains(problem.kind) {
            return nil
        }
    }

    /// What each of up to 1,000 users will do.
    public func predictions(_ question: PredictionQuestion, of users: [String]) async throws -> Predictions {
        try await transport.ask(
            "/v1/predictions/\(question.kind.rawValue)", [], PredictionOrder(users: users, question))
    }

    /// Groups of customers who behave alike, in words.
    public func segments(count: Int? = nil, smallest: Int = 10) async throws -> Segments {
        try await transport.get(
            "/v1/segments", (count.map { [("count", "\($0)")] } ?? []) + [("min_size", "\(smallest)")])
    }

    // MARK: Rows

    /// Stores what users did. When this returns, the rows are on the disk and count in the next answers.
    public func send(_ events: [Event]) async throws -> StoredRows {
        try await transport.write("POST", "/v1/events", events)
    }

    /// Stores reviews.
    public func send(_ reviews: [Review]) async throws -> StoredRows {
        try await transport.write("POST", "/v1/reviews", reviews)
    }

    /// Stores what the catalogue says of an item; fields that are `nil` stay as they are.
    public func put(_ product: Product, item: String) async throws -> StoredRows {
        try await transport.write("PUT", "/v1/products/" + Transport.part(item), product)
    }

    // MARK: Users and operation

    /// Everything that is stored of a user, as JSON; `nil` if nothing is. Needs a key with the scope `admin`.
    public func export(_ user: String) async throws -> Data? {
        do {
            return try await transport.bytes("GET", "/v1/users/" + Transport.part(user))
        } catch ClientError.refused(let problem) where problem.kind == "unknown-user" {
            return nil
        }
    }

    /// Erases everything that is stored of a user. Needs a key with the scope `admin`.
    public func forget(_ user: String) async throws -> ForgottenUser {
        try Transport.decode(try await transport.bytes("DELETE", "/v1/users/" + Transport.part(user)))
    }

    /// Whether requests should be sent: one question, no second attempt.
    public func isReady() async -> Bool {
        (try? await transport.bytes("GET", "/readyz", attempts: 1)) != nil
    }
}
