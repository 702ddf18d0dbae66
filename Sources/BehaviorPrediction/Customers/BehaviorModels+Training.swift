public import DataModel
import NeuralNetworks

extension BehaviorModels {
    /// What became of one model in training.
    public struct Attempt: Sendable {
        /// What it predicts, such as `purchase within 30 days`.
        public let name: String
        /// Whether it was learned, or why not.
        public let sentence: String
        /// How a model of earlier days did on the newest one, for yes-or-no predictions with earlier days.
        public let trial: OutcomeTrial?
    }

    /// Trains whatever there is enough data for.
    /// - Parameters:
    ///   - log: what users did; `nil` where it has no times.
    ///   - asOf: nothing that users did from this day on is used.
    ///   - sessions: visits with a known outcome, whenever they were.
    ///   - search: how settings of the yes-or-no models are looked for; `nil` for the usual ones.
    ///   - privacy: what all models together may give away of any one customer; models that cannot keep to it are left out, and
    ///     the noise comes from the system, not from `seed`. `nil` for no limit.
    ///   - told: gets each attempt when it is done.
    /// - Returns: the models, and every attempt.
    public static func train(
        on log: ActivityLog?, asOf: Int32, sessions: [Session] = [], search: SettingsSearch? = nil,
        privacy: PrivacyBudget? = nil, seed: UInt64, threads: Int, told: (Attempt) -> Void = { _ in }
    ) -> (models: BehaviorModels, attempts: [Attempt]) {
        var models = BehaviorModels()
        var attempts: [Attempt] = []
        func attempt(_ name: String, _ train: (inout BehaviorModels, inout OutcomeTrial?) throws(BehaviorError) -> Void)
        {
            var trial: OutcomeTrial?
            let sentence: String
            do throws(BehaviorError) {
                try train(&models, &trial)
                sentence = "\(name) learned"
            } catch { sentence = "\(name) left out: \(error)" }
            attempts.append(Attempt(name: name, sentence: sentence, trial: trial))
            told(attempts[attempts.count - 1])
        }
        func unlessPrivate() throws(BehaviorError) { if privacy != nil { throw .notPrivate } }
        if let log {
            for (outcome, horizon) in [(CustomerOutcome.purchase, purchaseHorizon), (.activity, activityHorizon)] {
                attempt("\(outcome.rawValue) within \(horizon) days") { (models, trial) throws(BehaviorError) in
                    if let privacy {
                        var noise = GaussianNoise(SystemRandomNumberGenerator())
                        models.outcomes.append(
                            try OutcomeModel(
                                privately: outcome, log: log, asOf: asOf, horizon: horizon, budget: privacy,
                                models: privateCount(log), threads: threads, noise: &noise))
                    } else {
                        models.outcomes.append(
                            try OutcomeModel(
                                outcome, log: log, asOf: asOf, horizon: horizon, search: search, seed: seed,
                                threads: threads, tried: { trial = $0 }))
                    }
                }
            }
            for amount in CustomerAmount.allCases where amount.isRecorded(in: log) {
                attempt("\(amount.rawValue) within \(purchaseHorizon) days") { (models, _) throws(BehaviorError) in
                    try unlessPrivate()
                    models.amounts.append(
                        try AmountModel(
                            amount, log: log, asOf: asOf, horizon: purchaseHorizon, seed: seed, threads: threads))
                }
            }
            if log.hasPurchases {
                attempt("days to the next purchase") { (models, _) throws(BehaviorError) in
                    try unlessPrivate()
                    models.timing = try TimingModel(
                        log: log, asOf: asOf, horizon: timingHorizon, seed: seed, threads: threads)
                }
            }
        }
        if sessions.contains(where: { $0.purchased != nil }) {
            attempt("the purchase of a session") { (models, trial) throws(BehaviorError) in
                try unlessPrivate()
                models.sessions = try SessionModel(
                    sessions, search: search, seed: seed, threads: threads, tried: { trial = $0 })
            }
        }
        return (models, attempts)
    }

    /// How many models share a ``PrivacyBudget``.
    public static func privateCount(_ log: ActivityLog) -> Int { log.hasPurchases ? 2 : 1 }
}
