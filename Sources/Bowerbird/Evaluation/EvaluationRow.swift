public import Evaluation

/// One line of an evaluation: how a model does by one metric.
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
