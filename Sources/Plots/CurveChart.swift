import Foundation

/// Curves over a numeric axis.
public struct CurveChart: Sendable {
    /// One curve.
    public struct Curve: Sendable {
        /// What the legend calls it.
        public let name: String
        /// Its points by rising x.
        public let points: [(x: Double, y: Double)]

        /// A curve from its parts.
        public init(name: String, points: [(x: Double, y: Double)]) {
            self.name = name
            self.points = points
        }
    }

    /// A straight line that curves are judged against.
    public enum Reference: Sendable {
        /// From the lower left to the upper right corner of the unit square.
        case diagonal
        /// At this height.
        case level(Double)
    }

    /// What is shown.
    public let title: String
    /// The same in a sentence, for people who do not see it.
    public let description: String
    /// What runs from left to right.
    public let xAxis: String
    /// What runs upwards.
    public let yAxis: String
    /// The curves, the most important first.
    public let curves: [Curve]
    /// What they are judged against, and what the legend calls it.
    public let reference: (line: Reference, name: String)?

    /// A chart from its parts.
    public init(
        title: String, description: String, xAxis: String, yAxis: String, curves: [Curve],
        reference: (line: Reference, name: String)? = nil
    ) {
        self.title = title
        self.description = description
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.curves = curves
        self.reference = reference
    }

    private static let top = 40.0
    private static let left = 66.0
    private static let side = 320.0
    // A curve carries about so many markers, so that curves differ without colour too.
    private static let markers = 6

    /// The chart as an SVG element.
    public var svg: String {
        var drawing = Drawing(width: 760, height: Self.top + Self.side + 56)
        let points = curves.flatMap(\.points)
        let xTicks = Ticks(from: min(0, points.map(\.x).min() ?? 0), to: points.map(\.x).max() ?? 1)
        let yTicks = Ticks(from: min(0, points.map(\.y).min() ?? 0), to: points.map(\.y).max() ?? 1)
        let (right, bottom) = (Self.left + Self.side * 1.25, Self.top + Self.side)
        let across = LinearScale(ticks: xTicks, from: Self.left, to: right)
        let upwards = LinearScale(ticks: yTicks, from: bottom, to: Self.top)
        drawing.text(title, x: 0, y: 18, kind: "heading")
        for tick in yTicks.values {
            let y = upwards.position(tick)
            drawing.line(tick == yTicks.values[0] ? "axis" : "grid", from: (Self.left, y), to: (right, y))
            drawing.text(yTicks.label(tick), x: Self.left - 8, y: y + 4, anchor: .end, kind: "tick")
        }
        for tick in xTicks.values {
            let x = across.position(tick)
            drawing.line(tick == xTicks.values[0] ? "axis" : "grid", from: (x, Self.top), to: (x, bottom))
            drawing.text(xTicks.label(tick), x: x, y: bottom + 18, anchor: .middle, kind: "tick")
        }
        drawing.text(xAxis, x: (Self.left + right) / 2, y: bottom + 42, anchor: .middle, kind: "unit")
        drawing.text(yAxis, x: 14, y: Self.top + Self.side / 2, anchor: .middle, kind: "unit", turned: true)
        switch reference?.line {
        case .diagonal:
            drawing.line(
                "ideal", from: (across.position(0), upwards.position(0)), to: (across.position(1), upwards.position(1)))
        case .level(let level):
            drawing.line("ideal", from: (Self.left, upwards.position(level)), to: (right, upwards.position(level)))
        case nil: break
        }
        // The first curve last, so that it lies on top.
        for (member, curve) in curves.enumerated().reversed() {
            let color = PlotStyle.color(member)
            let places = curve.points.map { (x: across.position($0.x), y: upwards.position($0.y)) }
            drawing.path("line \(color)", through: places)
            let step = max(places.count / Self.markers, 1)
            for place in stride(from: step / 2, to: places.count, by: step) {
                drawing.marker(color, shape: member, x: places[place].x, y: places[place].y)
            }
        }
        legend(&drawing, x: right + 18)
        return drawing.svg(title: title, description: description)
    }

    private func legend(_ drawing: inout Drawing, x: Double) {
        for (member, curve) in curves.enumerated() {
            let y = Self.top + 10 + Double(member) * 24
            drawing.marker(PlotStyle.color(member), shape: member, x: x + 10, y: y)
            drawing.text(Drawing.cut(curve.name, to: 760 - x - 30), x: x + 28, y: y + 4.5)
        }
        guard let reference else { return }
        let y = Self.top + 10 + Double(curves.count) * 24
        drawing.line("ideal", from: (x, y), to: (x + 22, y))
        drawing.text(Drawing.cut(reference.name, to: 760 - x - 30), x: x + 28, y: y + 4.5)
    }
}
