import Bowerbird

extension Service {
    /// What the service does beside answering, and how far it is.
    func jobsPage(_ visit: ConsoleVisit) -> ConsolePage {
        let (training, evaluation) = (self.training.progress, evaluations.progress)
        return ConsolePage(
            title: "Jobs",
            body: """
                \(Self.section("Training", training))
                \(training.isRunning ? "" : visit.button("Train now", "/console/train"))
                \(Self.section("Evaluation", evaluation))
                \(evaluation.isRunning ? "" : "<p><a href=\"/console/evaluation\">Evaluate</a></p>")
                <h2>What is waiting</h2>
                \(ConsolePage.facts([("Rows to be stored", "\(writes.waitingRows)")]))
                """, refreshes: training.isRunning || evaluation.isRunning)
    }

    /// How far a job is, and the last of what it said.
    static func section(_ name: String, _ progress: ChildProcess.Progress) -> HTML {
        let times = [("Begun", progress.startedAt), ("Ended", progress.finishedAt)].compactMap { name, time in
            time.map { (name, $0.iso8601) }
        }
        let lines = HTML(joining: progress.lastLines.map { "\($0)\n" })
        return """
            <h2>\(name)</h2>
            \(ConsolePage.facts([("State", progress.word)] + times))
            \(progress.lastLines.isEmpty ? "" : "<pre>\(lines)</pre>")
            """
    }
}
