import Bowerbird
import Plots

extension Service {
    /// The experiments that were begun, and what came of one.
    func experimentsPage(_ name: String?) async throws -> ConsolePage {
        let known = try shop.store.experiments()
        guard let newest = known.last else {
            return ConsolePage(
                title: "Experiments",
                body: """
                    <p class="none">None was begun. <code>bowerbird experiments start NAME</code> shows lists of two models to two
                    parts of the users and compares what they do.</p>
                    """)
        }
        let rows = known.reversed().map { experiment -> [HTML] in
            [
                "<a href=\"\(HTML.path("/console/experiments?experiment=", experiment.name))\">\(experiment.name)</a>",
                experiment.isRunning ? "running" : "ended", "\(Self.day(experiment.startedAt))",
                "\(experiment.endedAt.map { Self.day($0) } ?? "")", "\(experiment.treatment)", "\(experiment.control)",
            ]
        }
        let table = ConsolePage.table(
            "All experiments, newest first", ["Name", "", "Begun", "Ended", "Treatment", "Control"], Array(rows))
        let wanted = name ?? newest.name
        guard known.contains(where: { $0.name == wanted }) else {
            return ConsolePage(
                title: "Experiments", body: "<p class=\"none\">There is none called \(wanted).</p>\(table)")
        }
        do {
            let report = try await experimentReport(wanted)
            return ConsolePage(title: "Experiment \(wanted)", body: "\(Self.section(report))\(table)")
        } catch let error as ExperimentError {
            return ConsolePage(
                title: "Experiment \(wanted)", body: "<p class=\"none\">\(error.description)</p>\(table)")
        }
    }

    private static func section(_ report: ExperimentReport) -> HTML {
        let sides = [report.control, report.treatment]
        let outcome = report.outcome.map { "a \($0)" } ?? "any event"
        let chart = BarChart(
            title: "Share of users with \(outcome)",
            description:
                "The share of each side's users with \(outcome) within \(rounded(report.days)) days, with its interval.",
            axis: "share of the users who were shown a list",
            bars: sides.map { side in
                (side.arm.rawValue, PlotValue(side.rate.value, low: side.rate.low, high: side.rate.high))
            }, highlighted: 1)
        let difference = report.comparison.difference
        let rows = sides.map { side -> [HTML] in
            [
                "\(side.arm.rawValue)", "\(side.model)", "\(side.users)", "\(side.converted)",
                "\(percent(side.rate.value))",
                "\(percent(side.rate.low)) to \(percent(side.rate.high))", "\(rounded(side.eventsPerUser))",
            ]
        }
        return """
            <p><strong>Conclusion: \(report.conclusion).</strong></p>
            \(ConsolePage.facts([
                ("Difference", percent(difference.value)),
                ("95 % interval", "\(percent(difference.low)) to \(percent(difference.high))"),
                ("p", "\(rounded(report.comparison.p))"),
                ("Could be shown from", percent(report.comparison.detectable)),
                ("p of the division", "\(rounded(report.divisionP))"),
            ]))
            \(HTML(drawing: chart.svg))
            \(ConsolePage.table(
                "Users who were shown a list, and what they did in the \(rounded(report.days)) days after",
                ["Side", "Model", "Users", "With \(outcome)", "Share", "95 % interval", "Times a user"], rows))
            <p class="note">Looking every day and stopping at the first difference finds some that are not there.</p>
            """
    }

    private static func percent(_ share: Double) -> String { "\((share * 10_000).rounded() / 100) %" }
}
