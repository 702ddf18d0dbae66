public import BehaviorPrediction
public import Ranking

/// What one of a bundle's models predicts.
public enum ModelPart: String, Codable, Sendable, CaseIterable {
    /// Recommendation lists.
    case ranking
    /// Polarity of reviews.
    case sentiment
    /// Categories of search queries.
    case categories
    /// What users will do: buy, spend, visit, leave.
    case behavior
}

/// How a bundle is trained. The same options and data give the same model files, whatever the number of threads, but with
/// ``privacy``, whose noise nobody may know.
public struct TrainingOptions: Codable, Sendable, Equatable {
    /// What to train; the other parts are taken over from the current bundle.
    public var parts: [ModelPart]
    /// How much work to spend.
    public var preset: RankingPreset
    /// Where every random choice starts.
    public var seed: UInt64
    /// How many settings the yes-or-no models of behaviour try beside the usual ones; `nil` for none.
    public var search: Int?
    /// What the models of behaviour may give away of any one customer; `nil` for no limit.
    public var privacy: PrivacyBudget?

    /// Everything, balanced, seed 0, the usual settings.
    public init(
        parts: [ModelPart] = ModelPart.allCases, preset: RankingPreset = .balanced, seed: UInt64 = 0,
        search: Int? = nil, privacy: PrivacyBudget? = nil
    ) {
        self.parts = parts
        self.preset = preset
        self.seed = seed
        self.search = search
        self.privacy = privacy
    }

    /// These options, but for what belongs to parts that are not trained: those were trained as `earlier` says.
    func keeping(_ earlier: TrainingOptions) -> TrainingOptions {
        var options = self
        if !parts.contains(.ranking) { options.preset = earlier.preset }
        if !parts.contains(.behavior) { (options.search, options.privacy) = (earlier.search, earlier.privacy) }
        return options
    }

    /// The search for settings that is asked for.
    var settingsSearch: SettingsSearch? { search.map { SettingsSearch(trials: $0, seed: seed) } }
}
