import ArgumentParser
import Bowerbird

/// The day from which behaviour is looked at.
struct BehaviorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Predict as on this day: nothing of it or later is used (default: the day after the last event).",
            valueName: "time"))
    var asOf: String?

    func validate() throws {
        if let asOf, Timestamp(parsing: asOf) == nil {
            throw ValidationError("--as-of \(asOf): write a time like 2026-06-01 or 2026-06-01T00:00:00Z.")
        }
    }

    /// Reads a shop's events for predictions as of that day.
    func predictor(_ shop: Shop, _ execution: ExecutionOptions) throws -> BehaviorPredictor {
        // The model in use knows everything that is stored, so it must not speak of an earlier day.
        let isNow = asOf == nil && shop.bundles.currentVersion() != nil
        let trained = isNow ? try shop.currentModel().behavior : nil
        let predictor = try BehaviorPredictor(
            shop.store.snapshot(detailed: true), asOf: asOf.flatMap(Timestamp.init(parsing:)),
            trained: trained ?? BehaviorModels(), seed: execution.seed, threads: execution.threadCount)
        let progress = execution.progress()
        for note in predictor.notes { progress.say("note: \(note)") }
        return predictor
    }
}
