public import DataModel

/// A comparison of two models on users who are divided between them by chance.
public struct Experiment: Hashable, Sendable {
    /// What it is called; no two have the same name.
    public var name: String
    /// The model of the users with whom the others are compared.
    public var control: String
    /// The model that is tried.
    public var treatment: String
    /// Which share of the users gets the treatment, in (0, 1).
    public var treatmentShare: Double
    /// Since when it runs.
    public var startedAt: Timestamp
    /// Since when it does no more; `nil` while it runs.
    public var endedAt: Timestamp?

    /// An experiment from its parts.
    public init(
        name: String, control: String, treatment: String, treatmentShare: Double, startedAt: Timestamp,
        endedAt: Timestamp? = nil
    ) {
        self.name = name
        self.control = control
        self.treatment = treatment
        self.treatmentShare = treatmentShare
        self.startedAt = startedAt
        self.endedAt = endedAt
    }
}

/// That a user was shown a list of an experiment.
public struct Exposure: Hashable, Sendable {
    /// The experiment's name.
    public var experiment: String
    /// Who.
    public var userID: UserID
    /// Whether the list was of the treatment's model.
    public var isTreatment: Bool
    /// When the user was shown one first.
    public var firstAt: Timestamp

    /// An exposure from its parts.
    public init(experiment: String, userID: UserID, isTreatment: Bool, firstAt: Timestamp) {
        self.experiment = experiment
        self.userID = userID
        self.isTreatment = isTreatment
        self.firstAt = firstAt
    }
}
