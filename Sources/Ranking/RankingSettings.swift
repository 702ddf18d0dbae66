public import NeuralNetworks

/// How much work training spends.
public enum RankingPreset: String, Codable, Sendable, CaseIterable {
    /// One rolled-back step, no tuning.
    case fast
    /// Two rolled-back steps, co-visitation tuned lightly.
    case balanced
    /// Three rolled-back steps, co-visitation tuned twice over.
    case accurate
}

/// How a ranker is trained.
public struct RankingSettings: Codable, Sendable, Equatable {
    /// How many of its best items each retriever puts among the candidates.
    public var candidatesPerRetriever: Int
    /// From how many rolled-back steps training lists are made.
    public var steps: Int
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
        case candidatesPerRetriever, steps, tuningPasses, negativesPerList, maximumLists, minimumLists, scorer, seed
    }

    /// Settings for a preset.
    public init(preset: RankingPreset = .balanced, seed: UInt64 = 0, threads: Int = 1) {
        candidatesPerRetriever = 50
        switch preset {
        case .fast: (steps, tuningPasses) = (1, 0)
        case .balanced: (steps, tuningPasses) = (2, 1)
        case .accurate: (steps, tuningPasses) = (3, 2)
        }
        negativesPerList = 60
        maximumLists = 60_000
        minimumLists = 60
        scorer = TrainingSettings(seed: seed)
        scorer.patience = 3
        scorer.epochs = 8
        scorer.negativesPerList = nil
        scorer.threads = threads
        self.seed = seed
        self.threads = threads
    }
}
