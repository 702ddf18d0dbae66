import Foundation
import LinearAlgebra

/// Random search for the settings of a ``TabularModel`` (Bergstra and Bengio, JMLR 2012) within a budget of trials.
///
/// What is tried follows from the seed alone, so that the same data, seed and budget find the same settings.
public struct SettingsSearch: Sendable {
    /// How many settings are tried beside the usual ones; 0 for no search.
    public var trials: Int
    /// Where chance starts.
    public var seed: UInt64

    // While settings are compared, fewer networks say which are better.
    private static let networks = 2

    /// A search.
    public init(trials: Int, seed: UInt64) {
        self.trials = trials
        self.seed = seed
    }

    /// The settings with the smallest loss among `usual` and ``trials`` others, ties to the earlier.
    /// - Parameter loss: what a model with these settings loses on rows that it has not learned from.
    func best<Failure: Error>(
        from usual: TabularSettings, loss: (TabularSettings) throws(Failure) -> Double
    ) throws(Failure) -> TabularSettings {
        guard trials > 0, usual.networks > 0 else { return usual }
        var generator = SeededGenerator(seed: seed, stream: 17)
        var best = (settings: usual, loss: Double.infinity)
        for trial in 0...trials {
            var tried = trial == 0 ? usual : Self.draw(around: usual, &generator)
            tried.networks = min(usual.networks, Self.networks)
            let found = try loss(tried)
            guard found < best.loss else { continue }
            tried.networks = usual.networks
            best = (tried, found)
        }
        return best.settings
    }

    private static func draw(around usual: TabularSettings, _ generator: inout SeededGenerator) -> TabularSettings {
        func choice<Value>(_ values: [Value]) -> Value { values[generator.below(values.count)] }
        // Evenly over the logarithm: half or double means as much at every size.
        func scale(_ low: Float, _ high: Float) -> Float {
            exp(log(low) + generator.uniform() * (log(high) - log(low)))
        }
        var settings = usual
        settings.hidden = choice([[32], [64], [64, 32], [128, 64]])
        settings.knots = choice([0, 5, 10, 16, 32])
        settings.steps = choice([750, 1_500, 3_000, 6_000])
        settings.epochs = 3...30
        settings.rowsPerBatch = choice([32, 64, 128])
        settings.learningRate = scale(3e-4, 3e-3)
        settings.l2 = scale(1e-4, 3e-2)
        settings.dropout = 0.6 * generator.uniform()
        settings.linearL2 = scale(1e-3, 1e-1)
        settings.linearShare = 0.6 * generator.uniform()
        return settings
    }
}

extension PlattScaling {
    /// The mean log-loss, in nats, of scores after they were scaled to these outcomes.
    static func loss(scores: [Float], outcomes: [Bool]) -> Double {
        let scaling = PlattScaling(scores: scores, outcomes: outcomes)
        let least = 1e-7
        let sum = zip(scores, outcomes).reduce(0.0) { sum, row in
            let probability = Double(scaling.probability(row.0))
            return sum - log(max(row.1 ? probability : 1 - probability, least))
        }
        return sum / Double(max(scores.count, 1))
    }
}
