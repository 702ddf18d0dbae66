public import DataModel

/// What is asked of somebody's behaviour.
public struct BehaviorQuestion: Sendable {
    /// What.
    public var kind: BehaviorKind
    /// Days to look ahead.
    public var horizon: Int
    /// The moment of prediction; `nil` for the day after the last event.
    public var asOf: Timestamp?
    /// So many reasons for each answer, where the kind has any.
    public var mostReasons: Int
    /// For ratings: whose stars are asked for.
    public var items: [ItemID]

    /// A question; `horizon` is the kind's own unless it is given.
    public init(
        _ kind: BehaviorKind, horizon: Int? = nil, asOf: Timestamp? = nil, mostReasons: Int = 0, items: [ItemID] = []
    ) {
        self.kind = kind
        self.horizon = horizon ?? kind.usualHorizon
        self.asOf = asOf
        self.mostReasons = mostReasons
        self.items = items
    }
}

/// Why a live prediction was not even tried.
public enum LiveBehaviorError: Error, Equatable, Sendable, CustomStringConvertible {
    /// So many questions that need learning are waiting already.
    case tooManyWaiting(Int)

    /// What happened and what to do about it.
    public var description: String {
        switch self {
        case .tooManyWaiting(let count):
            "\(count) other questions wait for a model to be learned; try again in some seconds, or ask for the usual horizon without a day"
        }
    }
}
