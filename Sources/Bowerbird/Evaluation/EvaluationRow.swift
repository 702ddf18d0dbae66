public import Evaluation

/// One line of an evaluation: how a model does by one metric, or how much better it is than another.
public struct EvaluationRow: Codable, Sendable, Equatable {
    /// The model.
    public let model: String
    /// The metric, such as `NDCG@10`.
    public let metric: String
    /// Its mean over the test units.
    public let value: Double
    /// Lower end of the 95 % interval.
    public let low: Double
    /// Upper end of the 95 % interval.
    public let high: Double
    /// How many users or rows it rests on.
    public let n: Int
    /// What the line compares with; `nil` for the metric of one model.
    public var comparison: ModelComparison?

    /// A line from its parts.
    public init(model: String, metric: String, estimate: Estimate) {
        self.model = model
        self.metric = metric
        value = estimate.value
        low = estimate.low
        high = estimate.high
        n = estimate.count
    }
}

/// The other side of a comparison, and how sure it is.
public struct ModelComparison: Codable, Sendable, Equatable {
    /// The model that is compared with.
    public let against: String
    /// Two-sided p-value of "there is no difference".
    public let p: Double
    /// The same, corrected for the number of models compared (``HolmCorrection``).
    public let adjustedP: Double
    /// The mean difference in standard deviations of the differences.
    public let effectSize: Double
}
