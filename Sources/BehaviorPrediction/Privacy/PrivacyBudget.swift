/// How much models may give away of any one person, all of them together: (ε, δ)-differential privacy (Dwork and Roth,
/// "The Algorithmic Foundations of Differential Privacy", 2014), of adding or removing everything that is known of one person.
public struct PrivacyBudget: Codable, Sendable, Equatable {
    /// What may be larger or smaller: no outcome becomes more than e^ε times as likely by one person's data.
    public var epsilon: Double
    /// But for outcomes that have this chance, in (0, 1); it belongs far below one in the number of people.
    public var delta: Double

    /// What ε may be.
    ///
    /// Above, the promise is empty; below, nothing is learned.
    public static let epsilons = 0.01...100.0
    /// What δ may be.
    public static let deltas = 1e-12...0.01

    /// δ where nobody says.
    public static let usualDelta = 1e-5

    /// A budget.
    public init(epsilon: Double, delta: Double = usualDelta) {
        self.epsilon = epsilon
        self.delta = delta
    }
}
