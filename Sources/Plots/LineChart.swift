import Foundation

/// Values of several series along categories that have an order, with error bars.
public struct LineChart: Sendable {
    /// What is shown.
    public let title: String
    /// The same in a sentence, for people who do not see it.
    public let description: String
    /// What the categories are.
    public let xAxis: String
    /// What the values measure.
    public let yAxis: String
    /// From left to right.
    public let categories: [String]
    /// Each with a value a category.
    public let series: [PlotSeries]
    /// Where the value axis begins, unless a value is lower.
    public let base: Double

    /// A chart from its parts; every series has as many values as there are categories.
    public init(
        title: String, description: String, xAxis: String, yAxis: String, categories: [String], series: [PlotSeries],
        base: Double = 0
    ) {
        precondition(series.allSatisfy { $0.values.count == categories.count })
        self.title = title
        self.description = description
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.categories = categories
        self.series = series
        self.base = base
    }

    private static let width = 760.0
    private static let height = 380.0
    private static let top = 44.0
    private static let left = 66.0
    private static let legendWidth = 180.0
    // So far apart are the error bars of series at one category.
    private static let shift = 7.0

    /// The chart as an SVG element.
    public var svg: String {
        var drawing = Drawing(width: Self.width, height: Self.height)
        let (right, bottom) = (Self.width - Self.legendWidth, Self.height - 56)
        let values = series.flatMap { $0.values.compactMap { $0 } }
        let ticks = Ticks(from: min(base, values.map(\.low).min() ?? base), to: values.map(\.high).max() ?? 1)
        let scale = LinearScale(ticks: ticks, from: bottom, to: Self.top)
        drawing.text(title, x: 0, y: 18, kind: "heading")
        for tick in ticks.values {
            let y = scale.position(tick)
            drawing.line(tick == base ? "axis" : "grid", from: (Self.left, y), to: (right, y))
            drawing.text(ticks.label(tick), x: Self.left - 8, y: y + 4, anchor: .end, kind: "tick")
        }
        let step = (right - Self.left) / Double(max(categories.count, 1))
        func x(_ category: Int, _ member: Int) -> Double {
            Self.left + (Double(category) + 0.5) * step
                + (Double(member) - Double(series.count - 1) / 2) * Self.shift
        }
        for (index, category) in categories.enumerated() {
            drawing.text(
                Drawing.cut(category, to: step), x: Self.left + (Double(index) + 0.5) * step, y: bottom + 20,
                anchor: .middle, kind: "tick")
        }
        drawing.text(xAxis, x: (Self.left + right) / 2, y: bottom + 44, anchor: .middle, kind: "unit")
        drawing.text(yAxis, x: 14, y: (Self.top + bottom) / 2, anchor: .middle, kind: "unit", turned: true)
        // The first series last, so that it lies on top.
        for (member, line) in series.enumerated().reversed() {
            let color = PlotStyle.color(member)
            let points = line.values.enumerated().compactMap { index, value in
                value.map { (x: x(index, member), y: scale.position($0.value)) }
            }
            drawing.path("line \(color)", through: points)
            for (index, value) in line.values.enumerated() {
                guard let value else { continue }
                let x = x(index, member)
                drawing.line(
                    "band \(color)", from: (x, scale.position(value.low)), to: (x, scale.position(value.high)))
                drawing.marker(color, shape: member, x: x, y: scale.position(value.value))
            }
        }
        for (member, line) in series.enumerated() {
            let y = Self.top + 10 + Double(member) * 24
            drawing.marker(PlotStyle.color(member), shape: member, x: right + 18, y: y)
            drawing.text(Drawing.cut(line.name, to: Self.legendWidth - 34), x: right + 32, y: y + 4.5)
        }
        return drawing.svg(title: title, description: description)
    }
}
