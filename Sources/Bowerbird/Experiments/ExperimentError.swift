/// Why an experiment is not begun, ended or read.
public enum ExperimentError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another one runs.
    case running(name: String)
    /// There was one of this name.
    case nameTaken(name: String)
    /// There is none of this name.
    case unknown(name: String, known: [String])
    /// It has ended before.
    case hasEnded(name: String)
    /// It has no name.
    case noName
    /// A share that leaves one side without users.
    case badShare(Double)
    /// There are fewer than two models.
    case oneModel(kept: Int)
    /// Both sides would get the same model.
    case sameModel(version: String)
    /// No such model is kept.
    case unknownModel(version: String, known: [String])
    /// No event of this type is stored.
    case unknownOutcome(name: String, known: [String])
    /// The shop's events have no time.
    case noTime

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .running(let name):
            "the experiment '\(name)' is running, and one runs at a time: `bowerbird experiments stop \(name)` ends it"
        case .nameTaken(let name):
            "there was an experiment '\(name)' before: take another name, as users are divided by it"
        case .unknown(let name, let known):
            "there is no experiment '\(name)'; there \(known.count == 1 ? "is" : "are") \(Self.list(known))"
        case .hasEnded(let name): "the experiment '\(name)' has ended already"
        case .noName: "an experiment needs a name"
        case .badShare(let share): "a share of \(share) leaves one side without users: give one between 0 and 1"
        case .oneModel(let kept):
            "an experiment compares two models, and \(kept == 0 ? "none" : "one") is kept: run `bowerbird train` "
                + "\(kept == 0 ? "twice" : "again")"
        case .sameModel(let version): "both sides would get the model '\(version)': name another with --control"
        case .unknownModel(let version, let known): "no model '\(version)' is kept; there are \(Self.list(known))"
        case .unknownOutcome(let name, let known):
            "no event of type '\(name)' is stored; there are \(Self.list(known))"
        case .noTime: "the stored events have positions and no times: what came after a list was shown is not known"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.joined(separator: ", ")
    }
}
