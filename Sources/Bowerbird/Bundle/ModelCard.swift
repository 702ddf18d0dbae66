import DataModel
import Evaluation

/// What people who use or answer for a model should know of it, as a page of Markdown in its bundle (Mitchell et al., "Model
/// Cards for Model Reporting", FAT* 2019).
struct ModelCard {
    let manifest: BundleManifest
    let snapshot: Snapshot
    /// What was said while behaviour was learned: which models there are, and which are not and why.
    let behavior: [String]

    var markdown: String {
        [
            "# Model card\n\n" + origin, "## What it is for\n\n" + purpose,
            "## What it learned from\n\n" + data, "## How good it is\n\n" + quality,
            "## What it cannot know\n\n" + limits, "## People's data\n\n" + people,
        ].joined(separator: "\n\n") + "\n"
    }

    // Neither the bundle's name nor its time: the same data, settings and seed give the same card.
    private var origin: String {
        "Preset \(manifest.settings.preset.rawValue), seed \(manifest.seed), data with the fingerprint "
            + "`\(manifest.dataFingerprint)`. The same data, settings and seed give the same bits\(exception). Text was segmented by ICU "
            + "\(manifest.icuVersion) (Unicode \(manifest.unicodeVersion))."
    }

    private var exception: String {
        manifest.settings.privacy == nil ? "" : ", but for the models of behaviour, whose noise nobody knows"
    }

    private var purpose: String {
        let uses: [(ModelPart, String)] = [
            (.ranking, "**Lists** of items for users, visits and items: an order, not a promise."),
            (.sentiment, "**Sentiment** of reviews, with the words that speak for it."),
            (.categories, "**Categories** of search queries, with the words that speak for them."),
            (
                .behavior,
                "**Behaviour**: how likely customers buy or stay away, how much, how often and when, and how likely a visit "
                    + "ends in a purchase, as far as there was data for each. It says what is likely anyway, not what a message or a price would change."
            ),
        ]
        return uses.filter { manifest.files[ModelFile.name(of: $0.0)] != nil }.map { "- " + $0.1 }
            .joined(separator: "\n")
            + "\n\nIt is not for decisions about people that go beyond what they are shown: credit, work, insurance, prices "
            + "made for one person."
    }

    private var data: String {
        let table = snapshot.interactions
        var lines = [
            "\(table.count) interactions of \(Set(table.users).count) users with \(Set(table.items).count) items\(span)",
            "\(snapshot.products.count { $0 != nil }) products, \(snapshot.reviews.count) reviews, "
                + "\(snapshot.queries.count) search queries",
        ]
        let attributes = Set(snapshot.userProfiles.flatMap { $0?.attributes.keys.map { $0 } ?? [] }).sorted()
        if !attributes.isEmpty {
            lines.append(
                "attributes of users, which \(manifest.settings.privacy == nil ? "behaviour and " : "")lists for newcomers look at: "
                    + attributes.map { "`\($0)`" }.joined(separator: ", "))
        }
        return (lines + behavior.map { "behaviour: " + $0 }).map { "- " + $0 }.joined(separator: "\n")
    }

    private var span: String {
        let times = snapshot.interactions.timestamps
        guard let first = times.first, let last = times.last, !snapshot.timeIsOrdinal else { return "" }
        return
            ", \(Timestamp(milliseconds: first).iso8601.prefix(10)) to \(Timestamp(milliseconds: last).iso8601.prefix(10))"
    }

    private var quality: String {
        guard !manifest.metrics.isEmpty else { return "There was too little data to hold any of it out." }
        let rows = manifest.metrics.map { row in
            "| \(row.model) | \(row.metric) | \(digits(row.value)) | \(digits(row.low)) – \(digits(row.high)) | \(row.n) |"
        }
        return "On data held out of training, before the final fit on everything:\n\n"
            + "| model | metric | value | 95 % interval | n |\n|---|---|--:|---|--:|\n" + rows.joined(separator: "\n")
            + "\n\n`bowerbird evaluate` measures more, beside simple and classic models, and how it does for users with short "
            + "and long histories and for rare and frequent items."
    }

    private func digits(_ value: Double) -> String { ReportTables.digits(value) }

    private var limits: String {
        [
            "It has seen what people did when other lists were shown to them; what was never shown was never chosen.",
            "A change of season, assortment or prices after the training is not in it: train again when the shop changes.",
            "Probabilities are calibrated on the newest data that was known; where the share of buyers drifts, they drift too.",
            "Attributes of users have no time: an attribute that is itself the consequence of what is predicted makes figures "
                + "look better than they are.",
        ].map { "- " + $0 }.joined(separator: "\n")
    }

    private var people: String {
        "The bundle names no user and holds no row of one: histories and attributes are read from the shop's store when they "
            + "are needed. It holds sums over all users, in which somebody who is erased stays one among many until the next "
            + "training (`bowerbird forget-user USER --retrain`)." + promise
    }

    private var promise: String {
        guard let privacy = manifest.privacyBudget else { return "" }
        return "\n\nThe models of behaviour were learned with differential privacy: together they are "
            + "(ε = \(privacy.epsilon), δ = \(privacy.delta))-private, by user, against adding or removing everything known of one. "
            + "The days of the log, its currency and the number of users count as known. Every further training tells as much "
            + "again. Lists, sentiment, categories and the figures above are not covered."
    }
}
