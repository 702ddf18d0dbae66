public import DataModel
public import Evaluation

/// A new model beside the one in use, on what users did after both were trained: a shadow evaluation, in which nobody is
/// shown a list of the new one.
public struct ChallengeReport: Sendable, Equatable {
    /// What can be concluded.
    public enum Verdict: String, Sendable {
        /// Fewer than ``ChallengeReport/fewestUsers`` have come back.
        case tooFewUsers = "too few users"
        /// The new model is better.
        case better
        /// It is not worse by more than the margin.
        case noWorse = "no worse"
        /// It is worse.
        case worse
        /// The difference is not known well enough.
        case undecided
    }

    /// The model in use.
    public let current: String
    /// The one that is to take its place.
    public let challenger: String
    /// What came after this was part of no training.
    public let since: Timestamp
    /// NDCG@10 of the lists of the model in use.
    public let currentNDCG: Estimate
    /// NDCG@10 of the lists of the challenger.
    public let challengerNDCG: Estimate
    /// Challenger less current, user by user.
    public let difference: Estimate

    /// With fewer users nothing is decided.
    public static let fewestUsers = 200
    /// How much of the present NDCG@10 a challenger may cost: it knows the newest items and words, which only time shows.
    public static let margin = 0.1

    /// On how many users it rests.
    public var users: Int { difference.count }

    /// What can be concluded.
    public var verdict: Verdict {
        if users < Self.fewestUsers { return .tooFewUsers }
        if difference.low > 0 { return .better }
        if difference.low > -Self.margin * currentNDCG.value { return .noWorse }
        return difference.high < 0 ? .worse : .undecided
    }
}

/// Why two models are not compared.
public enum ChallengeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No model challenges the current one.
    case noChallenger
    /// No model is in use.
    case noCurrent
    /// No model of that name is kept.
    case unknown(version: String, known: [String])
    /// A model cannot be compared with itself.
    case sameModel(version: String)
    /// A model makes no lists.
    case noLists(version: String)
    /// Nothing says what came after a training.
    case noTimes

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .noChallenger:
            "no model waits to take the place of the current one: name one (`bowerbird models` lists them), or train one "
                + "with `bowerbird train --challenger`"
        case .noCurrent: "no model is in use: run `bowerbird train`"
        case .unknown(let version, let known):
            "no model '\(version)' is kept; there are \(known.isEmpty ? "none" : known.joined(separator: ", "))"
        case .sameModel(let version): "'\(version)' is the current model; name another (`bowerbird models` lists them)"
        case .noLists(let version):
            "'\(version)' makes no lists; models are compared by what users did after they could have seen one"
        case .noTimes:
            "the interactions have no times, so that nothing says what came after a training; import them with timestamps"
        }
    }
}
