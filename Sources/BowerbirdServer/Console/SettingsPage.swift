import Bowerbird
import Foundation

extension Service {
    /// How the service and its models are set, and where each setting is changed.
    func settingsPage() throws -> ConsolePage {
        let model = live.model?.manifest.settings
        let keys = try shop.store.keys().map { key -> [HTML] in
            [
                "\(key.name)", "\(key.id)", "\(key.scopes.joined(separator: ", "))",
                "\(key.requestsPerSecond.map { "\($0) a second" } ?? "any")", "\(key.createdAt.iso8601)",
                "\(key.revokedAt.map { "revoked \($0.iso8601)" } ?? "")",
            ]
        }
        return ConsolePage(
            title: "Settings",
            body: """
                <h2>Where things are</h2>
                \(ConsolePage.facts([("Data", shop.name), ("Models", shop.bundles.url.path), ("Bowerbird", BowerbirdVersion.number)]))
                <h2>The service</h2>
                \(ConsolePage.facts(serviceFacts))
                <p class="note">These are options of <code>bowerbird serve</code>.</p>
                <h2>The next training</h2>
                \(ConsolePage.facts([
                    ("Preset", model?.preset.rawValue ?? RankingPreset.balanced.rawValue),
                    ("Seed", "\(model?.seed ?? 0)"),
                    ("Search for settings", model?.search.map { "\($0) trials" } ?? "none"),
                    (
                        "Privacy of behaviour models",
                        model?.privacy.map { "epsilon \($0.epsilon), delta \($0.delta)" } ?? "no limit"
                    ),
                    ("Parts of the current model", live.model?.parts.map(\.rawValue).joined(separator: ", ") ?? "none"),
                ]))
                <p class="note">As the current model was trained; <code>bowerbird train --help</code> names what can be chosen.</p>
                \(ConsolePage.table("Keys", ["Name", "Id", "May", "Requests", "Made", ""], keys))
                <p class="note"><code>bowerbird keys create NAME</code> makes one and shows it once, <code>bowerbird keys revoke
                ID</code> ends it; both count within a second.</p>
                """)
    }

    private var serviceFacts: [(String, String)] {
        let plan = settings.training
        return [
            ("Address", "\(settings.host):\(settings.port)"),
            ("Trains by itself", plan.interval.map { "every \(Self.rounded($0 / 3600)) hours" } ?? "never"),
            ("New models", plan.asChallenger ? "wait until they have been compared" : "answer at once"),
            ("Memory of a training", plan.mostMemory.map { "at most \($0 >> 20) MiB" } ?? "any"),
            ("Traces", settings.tracing.map { "\(Self.rounded($0.ratio * 100)) % of requests" } ?? "none"),
            (
                "Largest body",
                "\(ServerSettings.largestBody >> 20) MiB, rows and pages \(ServerSettings.largestRowBody >> 20) MiB"
            ),
            ("Connections", "at most \(ServerSettings.mostConnections)"),
        ]
    }
}
