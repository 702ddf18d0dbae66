import Foundation
import Plots

/// An evaluation as one HTML page, well-formed as XML too: what it comes to first, then figures, plots and definitions.
struct ReportPage {
    private let result: EvaluationResult

    init(_ result: EvaluationResult) { self.result = result }

    var html: String {
        let title = Markup.escape("Evaluation: " + result.title)
        return """
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(title)</title>
            <style>
            \(PlotStyle.css)
            \(Self.css)
            </style>
            </head>
            <body>
            <h1>\(title)</h1>
            \(verdict)\(facts)
            \(sections.map(\.html).joined(separator: "\n"))
            <footer>\(Markup.escape(BowerbirdVersion.text)). All figures are in metrics.csv beside this page.</footer>
            </body>
            </html>

            """
    }

    private var verdict: String {
        guard let summary = result.summary else { return "" }
        return "<p class=\"verdict\">\(Markup.escape(Self.sentence(summary)))</p>\n"
    }

    private var facts: String {
        let lines = [result.split, "Intervals are 95 %, by bootstrap over \(unit)."] + result.notes + result.leftOut
        return "<ul class=\"facts\">\n"
            + lines.map { "<li>\(Markup.escape(Self.sentence($0)))</li>\n" }.joined()
            + "</ul>"
    }

    private static func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }

    private var unit: String {
        result.parts.isEmpty ? (result.confusion == nil ? "users" : "texts") : "what is predicted"
    }

    private var sections: [ReportSection] {
        guard result.parts.isEmpty else {
            return result.parts.map(ReportParts.section) + [ReportTables.definitions(result)]
        }
        return [
            ReportTables.metrics(result), ReportPlots.comparedMetric(result), ReportPlots.differences(result),
            ReportPlots.slices(result, kind: .history), ReportPlots.slices(result, kind: .item),
            ReportPlots.reliability(result), ReportTables.confusion(result), ReportTables.classes(result),
            ReportTables.definitions(result),
        ].compactMap { $0 }
    }

    private static let css = """
        body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; background: var(--ground); color: var(--ink);
          font: 16px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.6rem; margin: 0 0 1rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 0.6rem; }
        p.note, footer { color: var(--faint); font-size: 0.9rem; }
        .verdict { background: var(--panel); border-left: 4px solid var(--plot-1); padding: 0.7rem 1rem; }
        .facts { padding-left: 1.2rem; color: var(--faint); }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 0.88rem; font-variant-numeric: tabular-nums; }
        th, td { padding: 0.3rem 0.7rem; text-align: right; border-bottom: 1px solid var(--grid); white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; }
        td small { display: block; color: var(--faint); font-size: 0.78rem; }
        td.best { font-weight: 600; } td small { font-weight: 400; } .wide { text-align: left; white-space: normal; min-width: 16rem; }
        td.right { background: var(--panel); font-weight: 600; }
        footer { margin-top: 2.5rem; border-top: 1px solid var(--grid); padding-top: 0.6rem; }
        """
}

/// A heading and what stands below it.
struct ReportSection {
    let heading: String
    let note: String
    /// Markup.
    let content: String

    var html: String {
        "<section>\n<h2>\(Markup.escape(heading))</h2>\n"
            + (note.isEmpty ? "" : "<p class=\"note\">\(Markup.escape(note))</p>\n") + content + "</section>"
    }
}
