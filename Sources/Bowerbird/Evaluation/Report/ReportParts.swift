import Evaluation
import Plots

/// What a report shows of each thing that was predicted.
enum ReportParts {
    /// One part: its metrics, then what there is to see of it.
    static func section(_ part: EvaluationPart) -> ReportSection {
        let rows = part.rows.filter { !$0.metric.hasPrefix(MetricDefinition.lossPrefix) }
        var content = ReportTables.metrics(rows)
        if let first = rows.first, Set(rows.map(\.model)).count > 1 {
            let compared = rows.filter { $0.metric == first.metric }
            content +=
                BarChart(
                    title: "\(first.metric) of each model, with 95 % intervals", description: sentence(compared),
                    axis: first.metric, bars: compared.map { ($0.model, PlotValue($0)) }, highlighted: 0
                ).svg
        }
        if let evidence = part.evidence { content += plots(part.title, evidence) }
        return ReportSection(
            heading: part.title.prefix(1).uppercased() + part.title.dropFirst(),
            note: "The 95 % interval stands below each value; n is how many units it rests on.", content: content)
    }

    private static func plots(_ title: String, _ evidence: OutcomeEvidence) -> String {
        curve(title, evidence, "ROC", \.roc, "false-positive rate", "true-positive rate", (.diagonal, "guessing"))
            + curve(title, evidence, "Precision and recall", \.precisionRecall, "recall", "precision", nil)
            + curve(
                title, evidence, "Lift", \.lift, "share taken, surest first", "times the average",
                (.level(1), "average"))
            + reliability(title, evidence.reliability) + importance(title, evidence.importance)
            + evidence.dependence.map { dependence(title, $0) }.joined() + learning(title, evidence.learning)
    }

    private static func curve(
        _ title: String, _ evidence: OutcomeEvidence, _ name: String, _ points: KeyPath<BinaryCurves, [CurvePoint]>,
        _ xAxis: String, _ yAxis: String, _ reference: (CurveChart.Reference, String)?
    ) -> String {
        let curves = evidence.curves.filter { !$0.curves[keyPath: points].isEmpty }
        guard !curves.isEmpty else { return "" }
        return CurveChart(
            title: "\(name): \(title)",
            description: "\(yAxis) by \(xAxis) of \(curves.map(\.model).joined(separator: ", ")).", xAxis: xAxis,
            yAxis: yAxis,
            curves: curves.map { curve in
                CurveChart.Curve(name: curve.model, points: curve.curves[keyPath: points].map { ($0.x, $0.y) })
            }, reference: reference.map { (line: $0.0, name: $0.1) }
        ).svg
    }

    private static func reliability(_ title: String, _ reliability: Reliability) -> String {
        ReliabilityDiagram(
            title: "Calibration: \(title)",
            description: "Expected calibration error \(ReportTables.digits(reliability.expectedCalibrationError)) over "
                + "\(reliability.bins.count) bins of equal size.",
            xAxis: "predicted probability", yAxis: "share in which it came",
            points: reliability.bins.map { bin in
                let share = Estimate(share: bin.observed, count: bin.count)
                return (bin.predicted, PlotValue(share.value, low: share.low, high: share.high))
            }
        ).svg
    }

    private static let mostInputs = 12

    private static func importance(_ title: String, _ inputs: [InputImportance]) -> String {
        let shown = inputs.filter(\.isFamily) + inputs.filter { !$0.isFamily }.prefix(mostInputs)
        guard !shown.isEmpty else { return "" }
        return BarChart(
            title: "What the model looks at: \(title)",
            description: shown.map { "\($0.input) \(ReportTables.digits($0.areaLost.value))" }.joined(separator: ", ")
                + ".",
            axis: "AUC lost when the values are dealt anew among the users",
            bars: shown.map { input in
                let lost = input.areaLost
                return (input.input, PlotValue(lost.value, low: lost.low, high: lost.high))
            }
        ).svg
    }

    private static func dependence(_ title: String, _ input: InputDependence) -> String {
        CurveChart(
            title: "\(input.input): \(title)",
            description: input.curve.map { "\(ReportTables.digits($0.x)): \(ReportTables.digits($0.y))" }
                .joined(separator: ", ") + ".",
            xAxis: input.input, yAxis: "mean probability",
            curves: [CurveChart.Curve(name: "were it so for everybody", points: input.curve.map { ($0.x, $0.y) })]
        ).svg
    }

    private static func learning(_ title: String, _ points: [LearningPoint]) -> String {
        guard !points.isEmpty else { return "" }
        func series(_ name: String, _ value: KeyPath<LearningPoint, Estimate>) -> PlotSeries {
            PlotSeries(
                name: name,
                values: points.map { point in
                    let found = point[keyPath: value]
                    return PlotValue(found.value, low: found.low, high: found.high)
                })
        }
        let shares = points.map { "\(ReportTables.short($0.share * 100)) %" }
        return LineChart(
            title: "Learning curve: \(title)",
            description: zip(shares, points).map { share, point in
                "From \(share): \(ReportTables.digits(point.heldOut.value)) on what was held out, "
                    + "\(ReportTables.digits(point.learned.value)) on what was learned from."
            }.joined(separator: " "), xAxis: "part of the data that was learned from", yAxis: "AUC",
            categories: shares, series: [series("held out", \.heldOut), series("learned from", \.learned)], base: 0.5
        ).svg
    }

    private static func sentence(_ rows: [EvaluationRow]) -> String {
        rows.map { "\($0.model) \(ReportTables.digits($0.value))" }.joined(separator: ", ") + "."
    }
}
