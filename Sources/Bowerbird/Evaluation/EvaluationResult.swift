public import Evaluation

/// What an evaluation found.
public struct EvaluationResult: Sendable {
    /// What was evaluated, as a heading.
    public let title: String
    /// How the data was divided, in one sentence.
    public let split: String
    /// One row a model and metric, then one a comparison.
    public let rows: [EvaluationRow]
    /// What it comes to, in one sentence; `nil` when nothing was compared.
    public let summary: String?
    /// What else a reader must know to judge the figures.
    public let notes: [String]
    /// Predicted beside observed probabilities of the first model, on data it has not seen.
    public let reliability: Reliability?
    /// Which label was taken for which; `nil` for lists.
    public let confusion: ConfusionTable?
}

extension EvaluationResult {
    /// The same result with rows of another part of the data, and how that was divided.
    func adding(_ more: [EvaluationRow], split other: String) -> EvaluationResult {
        guard !more.isEmpty else { return self }
        return EvaluationResult(
            title: title, split: split + " " + other, rows: rows + more, summary: summary, notes: notes,
            reliability: reliability, confusion: confusion)
    }
}
