import Foundation

/// Predicted probabilities against what came of them: on the dashed line, probabilities mean what they say.
public struct ReliabilityDiagram: Sendable {
    /// What is shown.
    public let title: String
    /// The same in a sentence, for people who do not see it.
    public let description: String
    /// What is predicted.
    public let xAxis: String
    /// What is observed.
    public let yAxis: String
    /// What is predicted and what is observed, in [0, 1], bin by bin.
    public let points: [(predicted: Double, observed: PlotValue)]

    /// A diagram from its parts.
    public init(
        title: String, description: String, xAxis: String, yAxis: String,
        points: [(predicted: Double, observed: PlotValue)]
    ) {
        self.title = title
        self.description = description
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.points = points
    }

    private static let side = 320.0
    private static let top = 40.0
    private static let left = 62.0

    /// The diagram as an SVG element; both axes end at a round number above everything shown.
    public var svg: String {
        var drawing = Drawing(width: 760, height: Self.top + Self.side + 56)
        let top = points.flatMap { [$0.predicted, $0.observed.high] }.max() ?? 1
        let ticks = Ticks(from: 0, to: top > 0 ? top : 1)
        let bottom = Self.top + Self.side
        let across = LinearScale(ticks: ticks, from: Self.left, to: Self.left + Self.side)
        let upwards = LinearScale(ticks: ticks, from: bottom, to: Self.top)
        drawing.text(title, x: 0, y: 18, kind: "heading")
        for tick in ticks.values {
            let (x, y) = (across.position(tick), upwards.position(tick))
            drawing.line(tick == 0 ? "axis" : "grid", from: (Self.left, y), to: (Self.left + Self.side, y))
            drawing.line(tick == 0 ? "axis" : "grid", from: (x, Self.top), to: (x, bottom))
            drawing.text(ticks.label(tick), x: Self.left - 8, y: y + 4, anchor: .end, kind: "tick")
            drawing.text(ticks.label(tick), x: x, y: bottom + 18, anchor: .middle, kind: "tick")
        }
        drawing.text(xAxis, x: Self.left + Self.side / 2, y: bottom + 42, anchor: .middle, kind: "unit")
        drawing.text(yAxis, x: 14, y: Self.top + Self.side / 2, anchor: .middle, kind: "unit", turned: true)
        drawing.line("ideal", from: (Self.left, bottom), to: (Self.left + Self.side, Self.top))
        for point in points {
            let x = across.position(point.predicted)
            drawing.line(
                "band \(PlotStyle.color(0))", from: (x, upwards.position(point.observed.low)),
                to: (x, upwards.position(point.observed.high)))
            drawing.marker(PlotStyle.color(0), shape: 0, x: x, y: upwards.position(point.observed.value))
        }
        let legend = Self.left + Self.side + 28
        drawing.marker(PlotStyle.color(0), shape: 0, x: legend + 12, y: Self.top + 10)
        drawing.text("measured, with 95 % interval", x: legend + 34, y: Self.top + 14.5)
        drawing.line("ideal", from: (legend, Self.top + 34), to: (legend + 24, Self.top + 34))
        drawing.text("perfectly calibrated", x: legend + 34, y: Self.top + 38.5)
        return drawing.svg(title: title, description: description)
    }
}
