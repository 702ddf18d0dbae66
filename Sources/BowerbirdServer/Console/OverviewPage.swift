import Bowerbird

extension Service {
    /// What is stored, which model answers and how good it is.
    func overviewPage() throws -> ConsolePage {
        let counts = try shop.store.counts()
        let stored = ConsolePage.facts([
            ("Users", "\(counts.users)"), ("Items", "\(counts.items)"), ("Interactions", "\(counts.interactions)"),
            ("Products described", "\(counts.products)"), ("Reviews", "\(counts.reviews)"),
            ("Search queries", "\(counts.queries)"), ("Sessions", "\(counts.sessions)"),
            ("First interaction", Self.day(counts.firstInteraction)),
            ("Last interaction", Self.day(counts.lastInteraction)),
        ])
        guard let manifest = live.model?.manifest else {
            return ConsolePage(
                title: "Overview",
                body: """
                    \(stored)
                    <h2>Model</h2>
                    <p>None has been trained yet: run <code>bowerbird train</code>. It answers as soon as it is there.</p>
                    """)
        }
        let rows = manifest.metrics.map { row -> [HTML] in
            [
                "\(row.model)", "\(row.metric)", "\(Self.rounded(row.value))",
                "\(Self.rounded(row.low)) to \(Self.rounded(row.high))", "\(row.n)",
            ]
        }
        return ConsolePage(
            title: "Overview",
            body: """
                \(stored)
                <h2>Model</h2>
                \(ConsolePage.facts([
                    ("Version", manifest.version), ("Trained", manifest.createdAt),
                    ("Preset", manifest.settings.preset.rawValue),
                    ("Parts", live.model?.parts.map(\.rawValue).joined(separator: ", ") ?? ""),
                ]))
                <p class="note">Measured on data that the training did not see. NDCG@10 is 1 when what people took next stands first
                in every list, 0 when it is in none; accuracy is the share of texts that were labelled right. The interval holds
                the true value in 95 of 100 cases.</p>
                \(ConsolePage.table("How good it is", ["Model", "Metric", "Value", "95 % interval", "Cases"], rows))
                """)
    }

    static func day(_ time: Timestamp?) -> String {
        time.map { $0.isOrdinal ? "no times known" : String($0.iso8601.prefix(10)) } ?? "–"
    }

    static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
