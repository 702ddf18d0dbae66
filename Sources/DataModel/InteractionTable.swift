/// Interactions as columns, in time order; users and items by their number in an ``IdentifierIndex``.
///
/// Rows with equal time keep the order in which they were stored.
public struct InteractionTable: Sendable, Equatable {
    /// User number by row.
    public var users: [Int32] = []
    /// Item number by row.
    public var items: [Int32] = []
    /// Milliseconds since the Unix epoch by row, never falling.
    public var timestamps: [Int64] = []
    /// Index into `eventTypeNames` by row.
    public var eventTypes: [UInt8] = []
    /// Rating or weight by row; NaN where the row has none.
    public var values: [Float] = []
    /// The event types that occur.
    public var eventTypeNames: [String] = []

    /// A table without rows.
    public init() {}

    /// How many rows there are.
    public var count: Int { users.count }
}
