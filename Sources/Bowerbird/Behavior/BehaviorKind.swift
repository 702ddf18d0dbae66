/// A kind of behaviour that is predicted for a user.
public enum BehaviorKind: String, Sendable, CaseIterable {
    /// Whether something is bought within the horizon.
    case purchase
    /// How many units are bought.
    case quantity
    /// How much money is spent.
    case spend
    /// In how many days the next purchase comes.
    case timing
    /// How often the user visits, and how long they look.
    case browse
    /// Whether the user stays away for the whole horizon.
    case churn
    /// How many stars the user would give an item.
    case rating

    /// The kinds whose predictions come with what moved them.
    public static let explained: [BehaviorKind] = [.purchase, .churn]

    /// Days a prediction looks ahead when nothing else is asked for.
    public var usualHorizon: Int {
        switch self {
        case .churn: 90
        case .timing: 60
        case .purchase, .quantity, .spend, .browse: 30
        case .rating: 0
        }
    }
}
