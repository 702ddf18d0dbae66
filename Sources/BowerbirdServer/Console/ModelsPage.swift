import Answers
import Bowerbird

extension Service {
    /// The models that are kept, and how far a training is.
    func modelsPage() -> ConsolePage {
        let rows = ModelHistory(shop.bundles).entries.map { entry -> [HTML] in
            let metrics = (entry.manifest?.metrics ?? []).map { row -> HTML in
                "<li>\(row.model): \(row.metric) \(Self.rounded(row.value))</li>"
            }
            return [
                "\(entry.version)", entry.isCurrent ? "current" : "", "\(entry.manifest?.createdAt ?? "")",
                "\(entry.manifest?.settings.preset.rawValue ?? "")",
                entry.fault.map { "<span class=\"against\">\($0)</span>" } ?? "<ul>\(HTML(joining: metrics))</ul>",
            ]
        }
        return ConsolePage(
            title: "Models",
            body: """
                \(trainingSection)
                \(ConsolePage.table(
                    "Models that are kept, newest first", ["Version", "", "Trained", "Preset", "How good"], rows))
                <p class="note"><code>bowerbird models rollback</code> makes an earlier one the current one;
                <code>bowerbird experiments start NAME</code> compares two on the users.</p>
                """)
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
