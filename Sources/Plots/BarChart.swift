import Foundation

/// Lying bars with error bars, one a category, each with its value beside it.
public struct BarChart: Sendable {
    /// What is shown.
    public let title: String
    /// The same in a sentence, for people who do not see it.
    public let description: String
    /// What the axis measures.
    public let axis: String
    /// A bar's name and value, from the top.
    public let bars: [(name: String, value: PlotValue)]
    /// The bar that is set off by its colour; `nil` for none.
    public let highlighted: Int?
    /// With how many decimals values are written.
    public let decimals: Int

    /// A chart from its parts.
    public init(
        title: String, description: String, axis: String, bars: [(name: String, value: PlotValue)],
        highlighted: Int? = nil, decimals: Int = 4
    ) {
        self.title = title
        self.description = description
        self.axis = axis
        self.bars = bars
        self.highlighted = highlighted
        self.decimals = decimals
    }

    private static let width = 760.0
    private static let rowHeight = 34.0
    private static let top = 40.0
    private static let widestName = 240.0
    private static let valueWidth = 70.0

    /// The chart as an SVG element.
    public var svg: String {
        let bottom = Self.top + Double(bars.count) * Self.rowHeight
        var drawing = Drawing(width: Self.width, height: bottom + 48)
        let left = min(Self.widestName, bars.map { Drawing.width(of: $0.name) }.max() ?? 0) + 14
        let ticks = Ticks(
            from: min(0, bars.map(\.value.low).min() ?? 0), to: max(0, bars.map(\.value.high).max() ?? 1))
        let scale = LinearScale(ticks: ticks, from: left, to: Self.width - Self.valueWidth)
        drawing.text(title, x: 0, y: 18, kind: "heading")
        for tick in ticks.values {
            let x = scale.position(tick)
            drawing.line(tick == 0 ? "axis" : "grid", from: (x, Self.top), to: (x, bottom))
            drawing.text(ticks.label(tick), x: x, y: bottom + 18, anchor: .middle, kind: "tick")
        }
        drawing.text(axis, x: (left + Self.width - Self.valueWidth) / 2, y: bottom + 40, anchor: .middle, kind: "unit")
        for (row, bar) in bars.enumerated() {
            let middle = Self.top + (Double(row) + 0.5) * Self.rowHeight
            let (zero, end) = (scale.position(0), scale.position(bar.value.value))
            drawing.text(
                Drawing.cut(bar.name, to: Self.widestName), x: left - 10, y: middle + 4.5, anchor: .end)
            drawing.rectangle(
                PlotStyle.color(highlighted ?? row == row ? 0 : 5), x: min(zero, end), y: middle - 9,
                width: abs(end - zero), height: 18)
            let (low, high) = (scale.position(bar.value.low), scale.position(bar.value.high))
            if high - low > 0.5 {
                drawing.line("interval", from: (low, middle), to: (high, middle))
                for x in [low, high] { drawing.line("interval", from: (x, middle - 5), to: (x, middle + 5)) }
            }
            drawing.text(
                String(format: "%.\(decimals)f", bar.value.value), x: max(high, end, zero) + 8, y: middle + 4.5)
        }
        return drawing.svg(title: title, description: description)
    }
}

/// Where values stand along an axis.
struct LinearScale {
    let low: Double
    let high: Double
    let start: Double
    let end: Double

    init(ticks: Ticks, from start: Double, to end: Double) {
        low = ticks.values.first ?? 0
        high = ticks.values.last ?? 1
        self.start = start
        self.end = end
    }

    func position(_ value: Double) -> Double { start + (value - low) / (high - low) * (end - start) }
}
