/// Why behaviour cannot be predicted.
public enum BehaviorError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The data knows the order of events, not their time.
    case noTimes
    /// The events that a prediction rests on are missing.
    case nothingToLearn(kind: String, need: String)
    /// Too few days are stored for the horizon.
    case tooShort(horizon: Int, days: Int)
    /// Everybody did the same, so there is nothing to tell apart.
    case oneOutcome(kind: String, horizon: Int)
    /// Models of this kind are not learned within a ``PrivacyBudget``.
    case notPrivate
    /// Nothing stored has that name.
    case unknown(what: String, name: String, known: [String])
    /// A file of the bundle does not hold what it should.
    case damaged(String)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .noTimes:
            "behaviour over time needs times: this data knows only the order of events; import it with timestamps"
        case .nothingToLearn(let kind, let need): "\(kind) cannot be predicted: \(need)"
        case .tooShort(let horizon, let days):
            "a horizon of \(horizon) days needs at least \(horizon + 2) days of events before the day of prediction, "
                + "and there are \(days): give a smaller --horizon or import older events"
        case .oneOutcome(let kind, let horizon):
            "\(kind) within \(horizon) days was the same for every user, so there is nothing to tell them apart by: "
                + "give another --horizon"
        case .notPrivate: "it is not learned with differential privacy"
        case .unknown(let what, let name, let known):
            "there is no \(what) '\(name)'"
                + (known.isEmpty ? "" : "; there are, for example, \(known.prefix(5).joined(separator: "; "))")
        case .damaged(let reason): "the behaviour model is damaged: \(reason); train again"
        }
    }
}
