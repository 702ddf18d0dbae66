/// The models of a shop's behaviour that are kept in a bundle, each for one horizon.
public struct BehaviorModels: Sendable, Equatable {
    /// Whether customers buy, or are heard of at all.
    public internal(set) var outcomes: [OutcomeModel] = []
    /// How much they spend, buy, visit, look.
    public internal(set) var amounts: [AmountModel] = []
    /// When they buy next; `nil` where nothing is bought.
    public internal(set) var timing: TimingModel?
    /// Which visits end in a purchase; `nil` where sessions of both kinds are not stored.
    public internal(set) var sessions: SessionModel?

    /// No models.
    public init() {}

    /// Days that each kind of model looks ahead.
    static let purchaseHorizon = 30
    static let activityHorizon = 90
    static let timingHorizon = 60

    /// Whether there is none.
    public var isEmpty: Bool { outcomes.isEmpty && amounts.isEmpty && timing == nil && sessions == nil }
}
