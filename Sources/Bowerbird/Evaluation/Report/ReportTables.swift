import Evaluation
import Foundation
import Plots

/// The tables of a report.
enum ReportTables {
    /// A row a metric and a column a model.
    static func metrics(_ result: EvaluationResult) -> ReportSection {
        ReportSection(
            heading: "Metrics", note: "The 95 % interval stands below each value; n is how many units it rests on.",
            content: metrics(result.rows.filter { $0.comparison == nil && !$0.metric.contains("[") }))
    }

    /// The same of these rows alone.
    static func metrics(_ rows: [EvaluationRow]) -> String {
        let models = distinct(rows.map(\.model))
        var cells = [["metric"] + models + ["n"]].map { $0.map { Cell(text: $0) } }
        for metric in distinct(rows.map(\.metric)) {
            let own = models.map { model in rows.first { $0.model == model && $0.metric == metric } }
            let best = own.compactMap { $0?.value }.max()
            let isRanked = accuracyPrefixes.contains { metric.hasPrefix($0) }
            cells.append(
                [Cell(text: metric)]
                    + own.map { row in
                        guard let row else { return Cell(text: "") }
                        return Cell(row, kind: isRanked && models.count > 1 && row.value == best ? "best" : nil)
                    } + [Cell(text: String(own.compactMap { $0?.n }.max() ?? 0))])
        }
        return table(cells)
    }

    // Where the highest value is the best one.
    private static let accuracyPrefixes = [
        "HR@", "Recall@", "NDCG@", "MRR@", "cold-item", "accuracy", "precision", "recall", "macro-F1", "AUC", "top-3",
        "quadratic kappa",
    ]

    /// Which label was taken for which.
    static func confusion(_ result: EvaluationResult) -> ReportSection? {
        guard let confusion = result.confusion else { return nil }
        guard confusion.labels.count <= mostLabels else {
            return ReportSection(
                heading: "Confusion",
                note:
                    "There are \(confusion.labels.count) labels, too many for a table; the most frequent mistakes are:",
                content: table(mistakes(confusion)))
        }
        var cells = [([""] + confusion.labels).map { Cell(text: $0) }]
        for (truth, row) in confusion.counts.enumerated() {
            cells.append(
                [Cell(text: confusion.labels[truth])]
                    + row.enumerated().map { Cell(text: String($1), kind: $0 == truth ? "right" : nil) })
        }
        if confusion.unknown.contains(where: { $0 > 0 }) {
            cells.append([Cell(text: "(unknown in training)")] + confusion.unknown.map { Cell(text: String($0)) })
        }
        return ReportSection(
            heading: "Confusion", note: "Rows are true labels, columns what was predicted; shaded is right.",
            content: table(cells))
    }

    private static let mostLabels = 30
    private static let mostMistakes = 30

    private static func mistakes(_ confusion: ConfusionTable) -> [[Cell]] {
        var pairs: [(count: Int, truth: Int, predicted: Int)] = []
        for (truth, row) in confusion.counts.enumerated() {
            for (predicted, count) in row.enumerated() where predicted != truth && count > 0 {
                pairs.append((count, truth, predicted))
            }
        }
        pairs.sort { ($0.count, $1.truth, $1.predicted) > ($1.count, $0.truth, $0.predicted) }
        return [["true label", "predicted", "texts"].map { Cell(text: $0) }]
            + pairs.prefix(mostMistakes).map {
                [
                    Cell(text: confusion.labels[$0.truth]), Cell(text: confusion.labels[$0.predicted]),
                    Cell(text: String($0.count)),
                ]
            }
    }

    /// Precision, recall and F1 of each label.
    static func classes(_ result: EvaluationResult) -> ReportSection? {
        guard let confusion = result.confusion else { return nil }
        let cells =
            [["label", "precision", "recall", "F1", "texts"].map { Cell(text: $0) }]
            + confusion.classes.map { label in
                [
                    Cell(text: label.label), Cell(text: digits(label.precision)), Cell(text: digits(label.recall)),
                    Cell(text: digits(label.f1)), Cell(text: String(label.support)),
                ]
            }
        return ReportSection(heading: "By label", note: "", content: table(cells))
    }

    /// What each metric means.
    static func definitions(_ result: EvaluationResult) -> ReportSection {
        var known: [MetricDefinition] = []
        for row in result.rows {
            guard let definition = MetricDefinition.of(row.metric) else { continue }
            if !known.contains(where: { $0.name == definition.name }) { known.append(definition) }
        }
        let cells =
            [
                [
                    Cell(text: "metric"), Cell(text: "what it is", kind: "wide"),
                    Cell(text: "how to read it", kind: "wide"), Cell(text: "n"),
                ]
            ]
            + known.map { definition in
                let counts = result.rows.filter { MetricDefinition.of($0.metric)?.name == definition.name }.map(\.n)
                let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
                return [
                    Cell(text: definition.name), Cell(text: definition.definition, kind: "wide"),
                    Cell(text: definition.reading, kind: "wide"),
                    Cell(text: least == most ? "\(most)" : "\(least) – \(most)"),
                ]
            }
        return ReportSection(
            heading: "What the metrics mean", note: result.split, content: table(cells))
    }

    /// One cell: text, what stands small below it, and its class.
    struct Cell {
        let text: String
        var small: String?
        var kind: String?

        init(text: String, kind: String? = nil) {
            self.text = text
            self.kind = kind
        }

        /// The value of a row with its interval, if it has one.
        init(_ row: EvaluationRow, kind: String? = nil) {
            self.init(text: digits(row.value), kind: kind)
            if row.low < row.high { small = "\(digits(row.low)) – \(digits(row.high))" }
        }
    }

    /// A table whose first row is its head.
    static func table(_ rows: [[Cell]]) -> String {
        var html = "<div class=\"scroll\"><table>\n"
        for (index, row) in rows.enumerated() {
            let tag = index == 0 ? "th" : "td"
            html += "<tr>"
            for cell in row {
                let kind = cell.kind.map { " class=\"\($0)\"" } ?? ""
                let small = cell.small.map { "<small>\(Markup.escape($0))</small>" } ?? ""
                html += "<\(tag)\(kind)>\(Markup.escape(cell.text))\(small)</\(tag)>"
            }
            html += "</tr>\n"
        }
        return html + "</table></div>\n"
    }

    /// A number that people set, as they would write it: 3, 12.5.
    static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }

    static func digits(_ value: Double) -> String { value.isFinite ? String(format: "%.4f", value) : "–" }

    static func distinct(_ names: [String]) -> [String] {
        var seen = Set<String>()
        return names.filter { seen.insert($0).inserted }
    }
}
