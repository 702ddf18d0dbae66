public import BehaviorPrediction
public import DataModel

/// What of behaviour may be evaluated.
public enum BehaviorEvaluationPart: String, Sendable, CaseIterable {
    /// Whether something is bought.
    case purchase
    /// Whether a given item is bought.
    case items
    /// Whether a user stays away.
    case churn
    /// Money spent.
    case spend
    /// Units bought.
    case quantity
    /// Visits.
    case visits
    /// Seconds of looking.
    case dwell
    /// Days to the next purchase.
    case timing
    /// Units sold by item and week.
    case demand
    /// Whether a session ends in a purchase.
    case sessions
    /// Stars.
    case rating
    /// Categories of the next visit.
    case categories
}

extension CustomerAmount {
    var part: BehaviorEvaluationPart {
        switch self {
        case .spend: .spend
        case .quantity: .quantity
        case .visits: .visits
        case .dwell: .dwell
        }
    }
}

/// How behaviour is evaluated.
public struct BehaviorEvaluationOptions: Sendable {
    /// The day of prediction (UTC); `nil` for `horizon` days before the end of the data.
    public var asOf: Timestamp?
    /// Days that predictions look ahead.
    public var horizon = 30
    /// What is evaluated; everything for `nil`.
    public var parts: Set<BehaviorEvaluationPart>?
    /// More than 1 for so many days of prediction, each `horizon` days before the next, whose users are counted together,
    /// and for as many parts of the sessions, each foretold from the others.
    public var folds = 1
    /// Whether simple rules are measured beside the models.
    public var baselines = true
    /// Whether it is also measured what the models of purchase, churn and sessions lose without each input.
    public var importance = false
    /// What is done with gaps, scales and outliers of the columns of sessions.
    public var preprocessing = Preprocessing()

    /// Everything, on the newest days that are known.
    public init() {}
}
