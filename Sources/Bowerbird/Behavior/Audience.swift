public import BehaviorPrediction
import DataImport
public import DataModel

/// Which users an audience is made of.
public struct AudienceOptions: Sendable {
    /// What must hold of a user.
    public var condition: AudienceCondition
    /// Days that predictions in the condition look ahead; `nil` for each kind's own.
    public var horizon: Int?
    /// The attribute in which users say whether they may be written to; `nil` for the first of
    /// ``usualConsentAttributes`` that any user has.
    public var consentAttribute: String?
    /// Users written to so often within `capDays` are left out; `nil` for no cap.
    public var mostContacts: Int?
    /// Days that the cap looks back.
    public var capDays = 7
    /// Smaller audiences are kept back, so that nobody is singled out.
    public var smallest = 10

    /// Under these names consent is looked for.
    public static let usualConsentAttributes = ["marketing_consent", "consent", "opt_in", "newsletter"]

    /// Everybody for whom `condition` holds and who may be written to.
    public init(condition: AudienceCondition) { self.condition = condition }
}

/// Users to write to.
public struct Audience: Sendable {
    /// The users, surest first where the condition rests on a prediction.
    public let members: [AudienceMember]
    /// Users for whom the condition holds but who have not agreed to be written to.
    public let withoutConsent: Int
    /// Users left out because they have been written to often enough.
    public let capped: Int
    /// The attribute that consent was read from; `nil` where no user has any.
    public let consentAttribute: String?
}

/// One user of an audience, and why.
public struct AudienceMember: Sendable {
    /// Who.
    public let userID: UserID
    /// What the fields of the condition hold.
    public let values: [(field: String, value: AudienceCondition.Value)]
    /// What may be said of their habits.
    public let facts: [String]
}

/// Why there is no audience.
public enum AudienceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No field has that name.
    case unknownField(name: String, known: [String])
    /// Too few users to be told.
    case tooSmall(count: Int, smallest: Int)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .unknownField(let name, let known):
            "there is no field '\(name)', and no user has such an attribute; the nearest are "
                + Self.nearest(to: name, among: known).joined(separator: ", ")
                + " (`bowerbird audience --help` says what there is)"
        case .tooSmall(let count, let smallest):
            count == 0
                ? "nobody fulfils the condition and may be written to"
                : "fewer than \(smallest) users fulfil the condition and may be written to: such an audience would "
                    + "single people out; widen the condition, or lower --min-size if you may"
        }
    }

    // So many fields of like name are told, of dozens.
    private static let mostSuggestions = 5

    private static func nearest(to name: String, among known: [String]) -> [String] {
        let distances = Set(known).map { (name: $0, distance: EditDistance.between(name.lowercased(), $0)) }
        return distances.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(mostSuggestions).map(\.name)
    }
}
