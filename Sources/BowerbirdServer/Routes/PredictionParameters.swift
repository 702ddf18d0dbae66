import Bowerbird
import HTTPTypes

/// The parameters of predictions, as on the command line.
enum PredictionParameters {
    /// Days that may be looked ahead.
    static let horizons = 1...730
    /// As many reasons as the command line gives.
    static let mostReasons = 5

    /// Every kind but the one that needs an item, which has a path of its own.
    static let kindWithoutItem = Endpoint.Parameter.path(
        "kind", "What is asked.", .choice(BehaviorKind.allCases.filter { $0 != .rating }.map(\.rawValue)))
    static let user = Endpoint.Parameter.path("user", "Whose behaviour.")
    private static let asOf = Endpoint.Parameter.query(
        "as_of", "Predict as on this day: nothing of it or later is used. Learned first.", .time)
    static let forRatings: [Endpoint.Parameter] = [
        user, .query("item", "Whose stars are asked for.", .name, isRequired: true), asOf,
    ]
    static let forUsers: [Endpoint.Parameter] = [
        kindWithoutItem, user,
        .query(
            "horizon",
            "Days to look ahead (30 unless given; timing 60, churn 90). Others than these are learned first.",
            .integers(horizons)),
        asOf, .query("explain", "For purchase and churn: what moved it, and by how much in log-odds.", .boolean),
    ]

    /// The question that a path and a query ask.
    /// - Throws: ``Problem`` for values that mean nothing.
    static func question(_ kind: BehaviorKind, _ query: QueryItems) throws -> BehaviorQuestion {
        let isExplained = try query.flag("explain") == true
        if isExplained, !BehaviorKind.explained.contains(kind) {
            throw Problem(.badRequest, "bad-parameter", withoutReasons(kind))
        }
        return BehaviorQuestion(
            kind, horizon: try query.integer("horizon", in: horizons), asOf: try query.time("as_of"),
            mostReasons: isExplained ? mostReasons : 0)
    }

    private static func withoutReasons(_ kind: BehaviorKind) -> String {
        let known = BehaviorKind.explained.map(\.rawValue).joined(separator: " and ")
        return "\(kind.rawValue) has no reasons: explain goes with \(known)"
    }

    /// The question of a user's stars for an item.
    /// - Throws: ``Problem`` without an item.
    static func rating(_ query: QueryItems) throws -> BehaviorQuestion {
        guard let item = query.text("item") else {
            throw Problem(.badRequest, "bad-parameter", "rating needs item: whose stars are asked for?")
        }
        return BehaviorQuestion(.rating, asOf: try query.time("as_of"), items: [ItemID(rawValue: item)])
    }

    /// What is asked about many users.
    struct Batch: Decodable {
        let users: [String]
        let items: [String]?
        let horizon: Int?
        let asOf: String?
        let explain: Bool?

        enum CodingKeys: String, CodingKey {
            case users
            case items
            case horizon
            case asOf = "as_of"
            case explain
        }

        private static let most = 1000

        /// - Throws: ``Problem`` for values that mean nothing.
        func question(_ kind: BehaviorKind) throws -> BehaviorQuestion {
            let items = items ?? []
            guard !users.contains(""), !items.contains("") else { throw Self.bad("an empty name is nobody's") }
            guard users.count * max(items.count, 1) <= Self.most else {
                throw Self.bad("at most \(Self.most) predictions at a time, and this asks for more; send it in parts")
            }
            if let horizon, !horizons.contains(horizon) {
                throw Self.bad("horizon: write a whole number from \(horizons.lowerBound) to \(horizons.upperBound)")
            }
            let time = try asOf.map { text in
                guard let time = Timestamp(parsing: text) else {
                    throw Self.bad("as_of: write a time like 2026-06-01 or 2026-06-01T00:00:00Z")
                }
                return time
            }
            if explain == true, !BehaviorKind.explained.contains(kind) {
                throw Self.bad(PredictionParameters.withoutReasons(kind))
            }
            let question = BehaviorQuestion(
                kind, horizon: horizon, asOf: time, mostReasons: explain == true ? mostReasons : 0,
                items: items.map { ItemID(rawValue: $0) })
            guard (kind == .rating) != items.isEmpty || users.isEmpty else {
                throw Self.bad(
                    kind == .rating
                        ? "rating needs items: whose stars are asked for?" : "items go with rating; leave them out")
            }
            return question
        }

        private static func bad(_ detail: String) -> Problem { Problem(.unprocessableContent, "bad-body", detail) }
    }
}
