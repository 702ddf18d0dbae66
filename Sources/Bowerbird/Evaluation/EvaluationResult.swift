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
    /// The rows by what was predicted, with what else there is to see of it; empty where all rows are of one thing.
    public var parts: [EvaluationPart] = []
    /// What could not be measured, and why, a sentence each.
    public var leftOut: [String] = []
}

/// What an evaluation found of one thing that was predicted.
public struct EvaluationPart: Sendable {
    /// What was predicted, such as `purchase within 30 days`.
    public let title: String
    /// One row a model and metric.
    public let rows: [EvaluationRow]
    /// What else there is to see of a yes-or-no prediction.
    public let evidence: OutcomeEvidence?

    /// A part from its parts.
    public init(title: String, rows: [EvaluationRow], evidence: OutcomeEvidence? = nil) {
        self.title = title
        self.rows = rows
        self.evidence = evidence
    }
}

/// What there is to see of a yes-or-no prediction besides its metrics.
public struct OutcomeEvidence: Sendable {
    /// Thresholds of each model, ours first.
    public let curves: [(model: String, curves: BinaryCurves)]
    /// Predicted beside observed probabilities of our model.
    public let reliability: Reliability
    /// What our model loses without each input, most first; empty unless it was asked for.
    public let importance: [InputImportance]
    /// How our model's mean prediction moves with its most important inputs; empty unless it was asked for.
    public let dependence: [InputDependence]
    /// How good our model is after learning from parts of the data, smallest first; empty unless it was asked for.
    public let learning: [LearningPoint]
}

/// What a model loses without an input.
public struct InputImportance: Sendable {
    /// The input, or what several that say much the same have in common.
    public let input: String
    /// Whether it stands for several inputs.
    public let isFamily: Bool
    /// By how much the area under the ROC curve falls.
    public let areaLost: Estimate
}

/// How a model's mean prediction moves with an input, all others as they are.
public struct InputDependence: Sendable {
    /// The input.
    public let input: String
    /// Its value, and the mean probability of our model were it that for everybody.
    public let curve: [CurvePoint]
}

extension EvaluationResult {
    /// The same result with more rows about the same texts.
    func adding(_ more: [EvaluationRow]) -> EvaluationResult {
        EvaluationResult(
            title: title, split: split, rows: rows + more, summary: summary, notes: notes, reliability: reliability,
            confusion: confusion, parts: parts)
    }

    /// The same result with what was found in another piece of the data, and how that was divided.
    func adding(_ more: [EvaluationPart], split other: String) -> EvaluationResult {
        guard !more.isEmpty else { return self }
        return EvaluationResult(
            title: title, split: split + " " + other, rows: rows + more.flatMap(\.rows), summary: summary, notes: notes,
            reliability: reliability, confusion: confusion, parts: parts + more, leftOut: leftOut)
    }
}
