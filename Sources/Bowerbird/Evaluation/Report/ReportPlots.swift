import Evaluation
import Foundation
import Plots

/// The plots of a report.
enum ReportPlots {
    /// The metric that models are compared by, a bar a model.
    static func comparedMetric(_ result: EvaluationResult) -> ReportSection? {
        let metric = result.confusion == nil ? ModelMeasurement.comparedMetric : "accuracy"
        let rows = result.rows.filter { $0.comparison == nil && $0.metric == metric }
        guard !rows.isEmpty else { return nil }
        let chart = BarChart(
            title: "\(metric) of each model, with 95 % intervals", description: sentence(rows) { $0.model },
            axis: metric, bars: rows.map { ($0.model, PlotValue($0)) }, highlighted: 0)
        return ReportSection(heading: "Models side by side", note: "", content: chart.svg)
    }

    /// Ours less each baseline on the same users, with a table of p-values.
    static func differences(_ result: EvaluationResult) -> ReportSection? {
        let rows = result.rows.compactMap { row in row.comparison.map { (row: row, other: $0) } }
        guard let first = rows.first else { return nil }
        let chart = BarChart(
            title: "\(first.row.model) less each baseline, on the same users",
            description: sentence(rows.map(\.row)) { "against \($0.comparison?.against ?? "")" },
            axis: first.row.metric, bars: rows.map { ("less \($0.other.against)", PlotValue($0.row)) })
        var cells = [
            ["against", "difference", "p", "p (Holm)", "effect size", "n"].map { ReportTables.Cell(text: $0) }
        ]
        for (row, other) in rows {
            cells.append([
                .init(text: other.against),
                .init(row),
                .init(text: ReportTables.digits(other.p)), .init(text: ReportTables.digits(other.adjustedP)),
                .init(text: ReportTables.digits(other.effectSize)), .init(text: String(row.n)),
            ])
        }
        return ReportSection(
            heading: "Paired differences",
            note:
                "An interval that holds zero says that chance may explain the difference. p is corrected for the number "
                + "of comparisons by Holm's method; the effect size is the mean difference in standard deviations.",
            content: chart.svg + ReportTables.table(cells))
    }

    /// The compared metric by a property of users or items.
    static func slices(_ result: EvaluationResult, kind: EvaluationSlice.Kind) -> ReportSection? {
        let slices = EvaluationSlice.all.filter { slice in
            slice.kind == kind && result.rows.contains { $0.metric.hasSuffix("[\(slice.name)]") }
        }
        let rows = result.rows.filter { row in slices.contains { row.metric.hasSuffix("[\($0.name)]") } }
        guard !rows.isEmpty else { return nil }
        let models = ReportTables.distinct(rows.map(\.model))
        func row(_ model: String, _ slice: EvaluationSlice) -> EvaluationRow? {
            rows.first { $0.model == model && $0.metric.hasSuffix("[\(slice.name)]") }
        }
        let what = kind == .history ? "items the user has in training" : "users who have the test item in training"
        let chart = LineChart(
            title: "\(ModelMeasurement.comparedMetric) by \(what)",
            description: sentence(rows.filter { $0.model == models[0] }) { $0.metric }, xAxis: what,
            yAxis: ModelMeasurement.comparedMetric, categories: slices.map(\.bounds),
            series: models.map { model in
                PlotSeries(name: model, values: slices.map { row(model, $0).map { PlotValue($0) } })
            })
        var cells = [([kind.rawValue] + models + ["n"]).map { ReportTables.Cell(text: $0) }]
        for slice in slices {
            let own = models.map { row($0, slice) }
            guard let count = own.compactMap({ $0?.n }).max() else { continue }
            cells.append(
                [.init(text: slice.bounds)]
                    + own.map { row in
                        guard let row else { return .init(text: "") }
                        return .init(row)
                    } + [.init(text: String(count))])
        }
        return ReportSection(
            heading: kind == .history ? "By how much is known of the user" : "By how popular the item is",
            note: "", content: chart.svg + ReportTables.table(cells))
    }

    /// Whether probabilities mean what they say.
    static func reliability(_ result: EvaluationResult) -> ReportSection? {
        guard let reliability = result.reliability, !reliability.bins.isEmpty else { return nil }
        let isList = result.confusion == nil
        let diagram = ReliabilityDiagram(
            title: isList ? "Does the first item's probability hold?" : "Do the labels' probabilities hold?",
            description: "Expected calibration error \(ReportTables.digits(reliability.expectedCalibrationError)) over "
                + "\(reliability.bins.count) bins of equal size.",
            xAxis: "predicted probability", yAxis: isList ? "share of users who took it" : "share that is right",
            points: reliability.bins.map { bin in
                let share = Estimate(share: bin.observed, count: bin.count)
                return (bin.predicted, PlotValue(share.value, low: share.low, high: share.high))
            })
        return ReportSection(
            heading: "Calibration",
            note: isList
                ? "The score of a list's first item as a probability: learned on half of the users, shown for the other half."
                : "The probability of the label given, on texts held out.",
            content: diagram.svg)
    }

    private static func sentence(_ rows: [EvaluationRow], _ name: (EvaluationRow) -> String) -> String {
        rows.map { "\(name($0)) \(ReportTables.digits($0.value))" }.joined(separator: ", ") + "."
    }
}

extension PlotValue {
    init(_ row: EvaluationRow) { self.init(row.value, low: row.low, high: row.high) }
}
