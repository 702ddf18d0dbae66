/// When to order more of an item, and how much.
public struct ReorderAdvice: Sendable, Equatable {
    /// Units expected to be sold while an order is on its way.
    public let leadTimeDemand: Float
    /// Order when so many units or fewer are left: they last through the lead time with the wanted probability.
    public let reorderPoint: Float
    /// The part of it that covers uncertainty.
    public var safetyStock: Float { max(reorderPoint - leadTimeDemand, 0) }

    /// Advice from the demand over the whole lead time.
    /// - Parameter serviceLevel: the probability of not running out before the order arrives, in (0, 1).
    public init(_ demand: DemandPrediction, serviceLevel: Float) {
        leadTimeDemand = demand.expected
        reorderPoint = demand.quantile(serviceLevel).rounded(.up)
    }
}
