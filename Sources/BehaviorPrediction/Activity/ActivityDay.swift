/// What one user did on one day.
public struct ActivityDay: Sendable, Equatable {
    /// Whole days since 1970-01-01, UTC.
    public var day: Int32
    /// Orders: purchases of one session, or of one moment where sessions are not known.
    public var orders: Int32 = 0
    /// Rows of orders.
    public var lines: Int32 = 0
    /// Different items bought.
    public var items: Int32 = 0
    /// Units bought.
    public var units: Float = 0
    /// Money spent, in the shop's main currency.
    public var spend: Float = 0
    /// Rows sent back or cancelled.
    public var returns: Int32 = 0
    /// What those had cost.
    public var returned: Float = 0
    /// Visits that began on this day.
    public var visits: Int32 = 0
    /// Events that are neither purchase nor return nor cart.
    public var views: Int32 = 0
    /// Things put into the cart.
    public var carts: Int32 = 0
    /// Seconds of looking.
    public var dwell: Float = 0

    /// A day on which nothing has happened yet.
    public init(day: Int32) { self.day = day }
}

/// One item in an order.
public struct PurchaseLine: Sendable, Equatable {
    /// Whole days since 1970-01-01, UTC.
    public let day: Int32
    /// Item number.
    public let item: Int32
    /// Units bought; above 0.
    public let units: Float
    /// What was paid for all units; 0 where no price is known.
    public let spend: Float
}
