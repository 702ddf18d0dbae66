/// What interactions say beyond who, what and when: columns beside an ``InteractionTable``, row for row.
public struct InteractionDetails: Sendable, Equatable {
    /// Units by row, negative for a return; NaN where the row has none.
    public var quantities: [Float] = []
    /// Price of one unit by row; NaN where the row has none.
    public var prices: [Float] = []
    /// Seconds of looking by row; NaN where the row has none.
    public var dwellSeconds: [Float] = []
    /// Visit number by row, −1 where the row has none; equal numbers mean the same visit.
    public var sessions: [Int32] = []
    /// Index into `currencyNames` by row, −1 where the row has none.
    public var currencies: [Int16] = []
    /// The currencies that occur, in the order of their first row.
    public var currencyNames: [String] = []

    /// Columns without rows.
    public init() {}

    /// How many rows there are.
    public var count: Int { quantities.count }
}
