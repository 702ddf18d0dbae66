import LinearAlgebra
import Storage
import TextAnalysis

/// The current model, against its own manifest, the data and the machine.
struct ModelCheck {
    let shop: Shop
    let now: Double

    // A shop's catalogue and habits have moved on by then.
    private static let oldDays = 30.0

    var findings: [Finding] {
        guard let version = shop.bundles.currentVersion() else {
            return [.warn("model", "none has been trained yet", "`bowerbird train`"), libraries(nil)]
        }
        let manifest: BundleManifest
        do {
            manifest = try shop.bundles.manifest(of: version)
            for file in manifest.files.keys.sorted() { _ = try shop.bundles.read(file, of: manifest) }
            _ = try shop.currentModel()
        } catch {
            return [.fail("model", "\(error)", "`bowerbird train`, or go back: `bowerbird models rollback`")]
        }
        return [
            .ok("model", "\(version): \(manifest.files.count) files, every byte as written, and it loads"),
            age(manifest), libraries(manifest),
        ]
    }

    private func age(_ manifest: BundleManifest) -> Finding {
        guard let created = Timestamp(parsing: manifest.createdAt) else {
            return .fail("age", "the manifest has no time of training", "`bowerbird train`")
        }
        let days = max(0, (now - created.seconds) / 86_400)
        let words = "trained \(manifest.createdAt), \(Int(days)) days ago"
        let last = try? shop.store.counts().lastInteraction
        guard let last, !last.isOrdinal, last.seconds > created.seconds else {
            return .ok("age", words + "; no event is newer")
        }
        let newer = words + "; the last event is of \(last.iso8601)"
        guard days > Self.oldDays else { return .ok("age", newer) }
        return .warn("age", newer, "`bowerbird train`, best every night from a timer")
    }

    private func libraries(_ manifest: BundleManifest?) -> Finding {
        let words = "ICU \(ICUVersion.icu) (Unicode \(ICUVersion.unicode)), oneDNN \(OneDNNVersion.text)"
        guard let manifest, manifest.icuVersion != ICUVersion.icu else { return .ok("libraries", words) }
        return .warn(
            "libraries",
            words + "; the model was trained with ICU \(manifest.icuVersion), which may part words otherwise",
            "`bowerbird train`")
    }
}
