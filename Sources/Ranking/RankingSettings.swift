public import NeuralNetworks

/// How much work training spends.
public enum RankingPreset: String, Codable, Sendable, CaseIterable {
    /// One rolled-back step and period, no tuning, one network.
    case fast
    /// Two rolled-back steps (more for small shops), three periods, co-visitation tuned lightly, three networks averaged.
    case balanced
    /// Three rolled-back steps (more for small shops), five periods, co-visitation tuned twice over, five networks
    /// averaged.
    case accurate
}

/// How a ranker is trained.
public struct RankingSettings: Codable, Sendable, Equatable {
    /// How many of its best items each retriever puts among the candidates.
    public var candidatesPerRetriever: Int
    /// From how many rolled-back steps training lists are made, at least.
    public var steps: Int
    /// How far histories are rolled back as long as there are fewer than ``wantedLists`` training lists.
    public var mostSteps: Int
    /// So many training lists are enough for a network of this size.
    public var wantedLists: Int
    /// Up to how many items EASE is fitted; its work grows with their cube.
    public var mostEASEItems: Int
    /// From how many past periods training lists are made, where the data knows time.
    public var periods: Int
    /// From how many past periods, as long as there are fewer than ``wantedLists`` training lists.
    public var mostPeriods: Int
    /// Into how many parts users are divided to learn from some of them what strangers' sessions are like.
    public var sessionParts: Int
    /// How many networks are trained from different seeds and averaged.
    public var networks: Int
    /// How often co-visitation's parameters are gone through.
    public var tuningPasses: Int
    /// How many other candidates stand beside the chosen one in a training list.
    public var negativesPerList: Int
    /// Training lists at most; beyond that, users are drawn.
    public var maximumLists: Int
    /// Fewer training lists than this teach a network nothing; candidates are then fused by rank.
    public var minimumLists: Int
    /// How the scorer is trained.
    public var scorer: TrainingSettings
    /// Where every random choice starts.
    public var seed: UInt64
    /// Threads used; not encoded, as it changes nothing about the result.
    public var threads: Int = 1

    private enum CodingKeys: String, CodingKey {
        case candidatesPerRetriever, steps, mostSteps, wantedLists, mostEASEItems, periods, mostPeriods, sessionParts,
            networks, tuningPasses, negativesPerList,
            maximumLists, minimumLists, scorer, seed
    }

    /// Settings for a preset.
    public init(preset: RankingPreset = .balanced, seed: UInt64 = 0, threads: Int = 1) {
        candidatesPerRetriever = 50
        switch preset {
        case .fast:
            (steps, mostSteps, periods, mostPeriods, tuningPasses, networks) = (1, 2, 1, 2, 0, 1)
        case .balanced:
            (steps, mostSteps, periods, mostPeriods, tuningPasses, networks) = (2, 6, 3, 5, 1, 3)
        case .accurate:
            (steps, mostSteps, periods, mostPeriods, tuningPasses, networks) = (3, 8, 5, 6, 2, 5)
        }
        sessionParts = 6
        wantedLists = 8_000
        mostEASEItems = preset == .fast ? 2_000 : preset == .balanced ? 10_000 : 15_000
        negativesPerList = 30
        maximumLists = 60_000
        minimumLists = 60
        scorer = TrainingSettings(seed: seed)
        scorer.patience = 3
        scorer.epochs = 12
        scorer.listsPerBatch = 32
        scorer.negativesPerList = nil
        scorer.threads = threads
        self.seed = seed
        self.threads = threads
    }
}
