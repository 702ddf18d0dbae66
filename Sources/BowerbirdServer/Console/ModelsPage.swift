import Answers
import Bowerbird
import Evaluation

extension Service {
    /// The models that are kept, and the way back to an earlier one.
    func modelsPage(_ visit: ConsoleVisit) -> ConsolePage {
        let rows = ModelHistory(shop.bundles).entries.map { entry -> [HTML] in
            let metrics = entry.manifest?.metrics ?? []
            return [
                "\(entry.version)", entry.isCurrent ? "current" : entry.isChallenger ? "waits" : "",
                "\(entry.manifest?.createdAt ?? "")",
                "\(entry.manifest?.settings.preset.rawValue ?? "")",
                entry.fault.map { "<span class=\"against\">\($0)</span>" } ?? Self.figures(metrics),
                entry.isCurrent || entry.fault != nil
                    ? ""
                    : visit.button("Use", "/console/rollback", fields: [(name: "version", value: entry.version)]),
            ]
        }
        return ConsolePage(
            title: "Models",
            body: """
                \(Self.section("Training", training.progress))
                \(comparisonSection)
                \(ConsolePage.table(
                    "Models that are kept, newest first", ["Version", "", "Trained", "Preset", "How good", ""], rows))
                \(cardSection)
                <p class="note"><a href="/console/jobs">Jobs</a> tells how far a training is;
                <code>bowerbird experiments start NAME</code> compares two models on the users.</p>
                """)
    }

    // What the models themselves reach; what each of the ranker's sources would reach alone is a list to be opened.
    private static func figures(_ rows: [EvaluationRow]) -> HTML {
        func list(_ rows: [EvaluationRow]) -> HTML {
            let lines = rows.map { row -> HTML in "<li>\(row.model): \(row.metric) \(rounded(row.value))</li>" }
            return "<ul>\(HTML(joining: lines))</ul>"
        }
        let isOwn = { (row: EvaluationRow) in row.metric != "NDCG@10" || row.model.hasSuffix("ranker") }
        let others = rows.filter { !isOwn($0) }
        return """
            \(list(rows.filter(isOwn)))
            \(others.isEmpty ? "" : "<details><summary>\(others.count) simpler ones</summary>\(list(others))</details>")
            """
    }

    // The model that waits beside the current one, on users who came back since both were trained.
    private var comparisonSection: HTML {
        guard let report = comparison.last, report.challenger == shop.bundles.challengerVersion() else { return "" }
        func interval(_ estimate: Estimate) -> HTML {
            "\(Self.rounded(estimate.value)) (\(Self.rounded(estimate.low)) to \(Self.rounded(estimate.high)))"
        }
        return """
            <h2>A model that waits</h2>
            \(ConsolePage.table(
                "NDCG@10 of lists that nobody was shown, over \(report.users) users who came back since \(report.since.iso8601)",
                ["Model", "NDCG@10 (95 % interval)"],
                [
                    ["\(report.current) (current)", interval(report.currentNDCG)],
                    ["\(report.challenger) (waits)", interval(report.challengerNDCG)],
                    ["Difference", interval(report.difference)],
                ]))
            <p>So far: <strong>\(report.verdict.rawValue)</strong>. It takes the place of the current one when it is better or
            no worse, from \(ChallengeReport.fewestUsers) users on.</p>
            """
    }

    private var cardSection: HTML {
        guard let card = try? shop.modelCard() else { return "" }
        return "<details><summary>Card of the current model</summary><pre>\(card)</pre></details>"
    }
}
