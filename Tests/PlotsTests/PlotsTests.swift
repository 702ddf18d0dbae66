import Testing

@testable import Plots

@Suite struct PlotsTests {
    @Test func ticksAreRoundAndCoverTheRange() {
        let small = Ticks(from: 0, to: 0.079)
        #expect(small.values.count == 5)
        #expect(small.decimals == 2)
        #expect(small.values.map(small.label) == ["0.00", "0.02", "0.04", "0.06", "0.08"])
        let signed = Ticks(from: -3, to: 11)
        #expect(signed.values.map(signed.label) == ["-5", "0", "5", "10", "15"])
        for (low, high) in [(0.0, 0.0), (-0.01, 0.0003), (0, 1e-9), (0, 123_456), (2, 2)] {
            let ticks = Ticks(from: low, to: high)
            #expect((ticks.values.first ?? .infinity) <= low + 1e-12 && (ticks.values.last ?? 0) >= high * (1 - 1e-6))
            #expect((2...12).contains(ticks.values.count), "\(low) \(high): \(ticks.values)")
        }
    }

    @Test func barsEndWhereTheirValuesAre() throws {
        let chart = BarChart(
            title: "T", description: "D", axis: "A",
            bars: [("half", PlotValue(0.5, low: 0.5, high: 0.5)), ("one", PlotValue(1, low: 0.8, high: 1))])
        let widths = chart.svg.split(separator: "\n").filter { $0.hasPrefix("<rect") }
            .compactMap { $0.split(separator: "width=\"").last?.split(separator: "\"").first.flatMap { Double($0) } }
        #expect(widths.count == 2)
        #expect(abs(widths[1] - 2 * widths[0]) < 0.3)
        // Only the second has an interval: its line and the two ends.
        #expect(chart.svg.components(of: "class=\"interval\"") == 3)
        #expect(chart.svg.contains(">0.5000<") && chart.svg.contains(">one<"))
    }

    @Test func everySeriesHasItsMarkersAndLegend() {
        let chart = LineChart(
            title: "T", description: "D", xAxis: "x", yAxis: "y", categories: ["1-2", "3+"],
            series: [
                PlotSeries(name: "first", values: [PlotValue(1, low: 0, high: 2), PlotValue(2, low: 1, high: 3)]),
                PlotSeries(name: "second", values: [nil, PlotValue(1, low: 1, high: 1)]),
            ])
        // Two values and the legend; one value and the legend.
        #expect(chart.svg.components(of: "<circle class=\"c1\"") == 3)
        #expect(chart.svg.components(of: "<polygon class=\"c2\"") == 2)
        // A line needs two points.
        #expect(chart.svg.components(of: "<path") == 1)
    }

    @Test func calibratedPointsLieOnTheDiagonal() throws {
        let diagram = ReliabilityDiagram(
            title: "T", description: "D", xAxis: "x", yAxis: "y",
            points: [0, 0.5, 1].map { ($0, PlotValue($0, low: $0, high: $0)) })
        let lines = diagram.svg.split(separator: "\n")
        let ideal = try #require(lines.first { $0.hasPrefix("<line class=\"ideal\"") })
        #expect(ideal.contains("x1=\"62\" y1=\"360\" x2=\"382\" y2=\"40\""))
        for center in ["cx=\"62\" cy=\"360\"", "cx=\"222\" cy=\"200\"", "cx=\"382\" cy=\"40\""] {
            #expect(lines.contains { $0.hasPrefix("<circle") && $0.contains(center) })
        }
    }

    @Test func textIsEscapedAndNamed() {
        let chart = BarChart(
            title: "a < b & \"c\"", description: "<script>", axis: "'", bars: [("<b>", PlotValue(1, low: 1, high: 1))])
        #expect(chart.svg.contains("<title>a &lt; b &amp; &quot;c&quot;</title>"))
        #expect(chart.svg.contains("<desc>&lt;script&gt;</desc>"))
        #expect(!chart.svg.contains("<b>") && !chart.svg.contains("<script>"))
        #expect(Markup.escape("a\u{0}b\u{8}c") == "abc")
    }
}

extension String {
    fileprivate func components(of part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}

@Suite struct CurveChartTests {
    @Test func curvesHaveALegendAndAReference() {
        let svg = CurveChart(
            title: "ROC", description: "two models", xAxis: "false", yAxis: "true",
            curves: [
                .init(name: "ours", points: [(0, 0), (0.2, 0.8), (1, 1)]),
                .init(name: "a < b", points: [(0, 0), (1, 1)]),
            ], reference: (.diagonal, "guessing")
        ).svg
        #expect(svg.contains("ours") && svg.contains("a &lt; b") && svg.contains("guessing"))
        #expect(svg.components(of: "<path") == 2)
        #expect(svg.components(of: "class=\"ideal\"") == 2)
        // The middle point: a fifth of the way to the right, four fifths of the way up.
        #expect(svg.contains("L146 104"))
    }
}
