public import DataModel

/// A price that an item has had, from a moment on.
public struct PriceChange: Hashable, Sendable {
    /// When the shop was first told of it.
    public var since: Timestamp
    /// The price of one unit, in `currency`.
    public var price: Double
    /// ISO 4217 code.
    public var currency: String?

    /// A price from its parts.
    public init(since: Timestamp, price: Double, currency: String?) {
        self.since = since
        self.price = price
        self.currency = currency
    }
}
