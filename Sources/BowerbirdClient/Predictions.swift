/// What is asked of somebody's behaviour.
public struct PredictionQuestion: Sendable {
    /// A kind of behaviour.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Whether something is bought within the horizon.
        case purchase
        /// How many units are bought.
        case quantity
        /// How much money is spent.
        case spend
        /// In how many days the next purchase comes.
        case timing
        /// How often the user visits, and what the next visit touches.
        case browse
        /// How many stars the user would give an item.
        case rating
        /// Whether nothing is heard of the user for the whole horizon.
        case churn
    }

    /// What.
    public var kind: Kind
    /// Days to look ahead; `nil` for the kind's own.
    public var horizon: Int?
    /// The day of prediction, such as `2026-06-01`; `nil` for now.
    public var asOf: String?
    /// Whether to say what moved it.
    public var isExplained: Bool
    /// For ratings: whose stars are asked for.
    public var items: [String]

    /// A question from its parts.
    public init(
        _ kind: Kind, horizon: Int? = nil, asOf: String? = nil, explained: Bool = false, items: [String] = []
    ) {
        self.kind = kind
        self.horizon = horizon
        self.asOf = asOf
        isExplained = explained
        self.items = items
    }

    func parameters() throws -> [(String, String)] {
        guard items.count < 2 else {
            throw ClientError.badQuestion("one item at a time for one user; ask predictions(_:of:) for several")
        }
        return (horizon.map { [("horizon", "\($0)")] } ?? []) + (asOf.map { [("as_of", $0)] } ?? [])
            + (isExplained ? [("explain", "true")] : []) + items.map { ("item", $0) }
    }
}

struct PredictionOrder: Encodable {
    let users: [String]
    let items: [String]?
    let horizon: Int?
    let asOf: String?
    let explain: Bool

    enum CodingKeys: String, CodingKey {
        case users
        case items
        case horizon
        case asOf = "as_of"
        case explain
    }

    init(users: [String], _ question: PredictionQuestion) {
        self.users = users
        items = question.items.isEmpty ? nil : question.items
        horizon = question.horizon
        asOf = question.asOf
        explain = question.isExplained
    }
}

/// What a user will do. Which of the numbers are there depends on the kind.
public struct Prediction: Decodable, Sendable, Equatable {
    /// Who.
    public let userID: String
    /// What.
    public let kind: PredictionQuestion.Kind
    /// Days that it looks ahead.
    public let horizonDays: Int?
    /// The item that a rating is of.
    public let itemID: String?
    /// How likely it is, in [0, 1].
    public let probability: Double?
    /// The amount's mean.
    public let expected: Double?
    /// The amount's median; `nil` for a day beyond the horizon.
    public let median: Double?
    /// The amount's 10 % quantile.
    public let low: Double?
    /// The amount's 90 % quantile.
    public let high: Double?
    /// Mean number of visits.
    public let visitsExpected: Double?
    /// Mean seconds of looking.
    public let dwellSecondsExpected: Double?
    /// What the next visit will probably touch.
    public let categories: [CategoryProbability]?
    /// What moved it, where that was asked for.
    public let reasons: [PredictionReason]?

    enum CodingKeys: String, CodingKey {
        case userID = "user_id"
        case kind
        case horizonDays = "horizon_days"
        case itemID = "item_id"
        case probability
        case expected
        case median
        case low
        case high
        case visitsExpected = "visits_expected"
        case dwellSecondsExpected = "dwell_seconds_expected"
        case categories
        case reasons
    }
}

/// What moved a prediction.
public struct PredictionReason: Decodable, Sendable, Equatable {
    /// What it is, in words.
    public let text: String
    /// By how much, in log-odds.
    public let weight: Double
}

/// Predictions for several users.
public struct Predictions: Decodable, Sendable, Equatable {
    /// In the order of the users that were asked for.
    public let predictions: [Prediction]
    /// Users of whom nothing can be said.
    public let missing: [String]
}

/// Groups of customers.
public struct Segments: Decodable, Sendable, Equatable {
    /// The groups, largest first.
    public let segments: [Segment]
    /// How well they are apart, in [−1, 1].
    public let silhouette: Double
    /// How many groups were too small to be told.
    public let keptBack: Int

    enum CodingKeys: String, CodingKey {
        case segments
        case silhouette
        case keptBack = "kept_back"
    }
}

/// A group of customers who behave alike.
public struct Segment: Decodable, Sendable, Equatable {
    /// Its number, from 1.
    public let segment: Int
    /// How many belong to it.
    public let users: Int
    /// What it is like.
    public let description: String
}
