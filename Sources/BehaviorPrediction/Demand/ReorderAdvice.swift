/// When to order more of an item, and how much.
public struct ReorderAdvice: Sendable, Equatable {
    /// Units expected to be sold while an order is on its way.
    public let leadTimeDemand: Float
    /// Order when so many units or fewer are left: they last through the lead time with the wanted probability.
    public let reorderPoint: Float
    /// The part of it that covers uncertainty.
    public var safetyStock: Float { max(reorderPoint - leadTimeDemand, 0) }

    /// Advice from the demand over the whole lead time.
    /// - Parameters:
    ///   - demand: its distribution.
    ///   - weeks: the demand in each week of the lead time. What is expected is the sum over them, and the distribution is
    ///     stretched to it, so that advice and weeks never contradict each other.
    ///   - serviceLevel: the probability of not running out before the order arrives, in (0, 1).
    public init(_ demand: DemandPrediction, weeks: some Sequence<DemandPrediction>, serviceLevel: Float) {
        leadTimeDemand = weeks.reduce(0) { $0 + $1.expected }
        let stretch = demand.expected > 0 ? leadTimeDemand / demand.expected : 1
        let needed = stretch * demand.quantile(serviceLevel)
        // Where sales are rare and large, the mean can lie above a quantile; who wants to run out seldom orders by then.
        reorderPoint = (serviceLevel < 0.5 ? needed : max(needed, leadTimeDemand)).rounded(.up)
    }
}
