import Answers
import Bowerbird
import Evaluation

extension Service {
    /// The models that are kept, and how far a training is.
    func modelsPage() -> ConsolePage {
        let rows = ModelHistory(shop.bundles).entries.map { entry -> [HTML] in
            let metrics = (entry.manifest?.metrics ?? []).map { row -> HTML in
                "<li>\(row.model): \(row.metric) \(Self.rounded(row.value))</li>"
            }
            return [
                "\(entry.version)", entry.isCurrent ? "current" : entry.isChallenger ? "waits" : "",
                "\(entry.manifest?.createdAt ?? "")",
                "\(entry.manifest?.settings.preset.rawValue ?? "")",
                entry.fault.map { "<span class=\"against\">\($0)</span>" } ?? "<ul>\(HTML(joining: metrics))</ul>",
            ]
        }
        return ConsolePage(
            title: "Models",
            body: """
                \(trainingSection)
                \(comparisonSection)
                \(ConsolePage.table(
                    "Models that are kept, newest first", ["Version", "", "Trained", "Preset", "How good"], rows))
                <p class="note"><code>bowerbird models rollback</code> makes an earlier one the current one;
                <code>bowerbird experiments start NAME</code> compares two on the users.</p>
                """)
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

    private var trainingSection: HTML {
        let state = training.progress
        let times = [("Begun", state.startedAt), ("Ended", state.finishedAt)].compactMap { name, time in
            time.map { (name, $0.iso8601) }
        }
        let lines = HTML(joining: state.lastLines.map { "\($0)\n" })
        return """
            <h2>Training</h2>
            \(ConsolePage.facts([("State", state.word)] + times))
            \(state.lastLines.isEmpty ? "" : "<pre>\(lines)</pre>")
            """
    }
}
