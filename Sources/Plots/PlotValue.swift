/// A measured value with its interval.
public struct PlotValue: Sendable, Equatable {
    /// The value.
    public let value: Double
    /// Lower end of the interval; equal to `value` when there is none.
    public let low: Double
    /// Upper end of the interval; equal to `value` when there is none.
    public let high: Double

    /// A value from its parts.
    public init(_ value: Double, low: Double, high: Double) {
        self.value = value
        self.low = low
        self.high = high
    }
}

/// Values of one thing along the categories of a chart.
public struct PlotSeries: Sendable, Equatable {
    /// What the legend calls it.
    public let name: String
    /// One value a category; `nil` where there is none.
    public let values: [PlotValue?]

    /// A series from its parts.
    public init(name: String, values: [PlotValue?]) {
        self.name = name
        self.values = values
    }
}
