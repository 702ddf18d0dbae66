import Evaluation
import Foundation

/// Ours against each baseline on the same users.
struct ModelComparisons {
    /// One row a baseline: the difference with its interval, p and effect size.
    let rows: [EvaluationRow]
    /// Whether ours beats the best of them, in one sentence; `nil` when there is none.
    let summary: String?

    /// How sure a difference must be to be called one.
    static let significance = 0.05

    init(_ models: [ModelMeasurement], bootstrap: Bootstrap) {
        guard let ours = models.first, models.count > 1 else {
            rows = []
            summary = nil
            return
        }
        let own = ours.compared
        let others = models.dropFirst().map { (name: $0.name, values: $0.compared) }
        let comparisons = others.map { bootstrap.compare(own, $0.values) }
        let adjusted = HolmCorrection.adjusted(comparisons.map(\.p))
        rows = zip(others, zip(comparisons, adjusted)).map { other, found in
            var row = EvaluationRow(
                model: ours.name, metric: ModelMeasurement.comparedMetric + " difference",
                estimate: found.0.difference)
            row.comparison = ModelComparison(
                against: other.name, p: found.0.p, adjustedP: found.1, effectSize: found.0.effectSize)
            return row
        }
        let means = others.map { $0.values.reduce(0, +) / Double(max($0.values.count, 1)) }
        let best = means.indices.reduce(0) { means[$1] > means[$0] ? $1 : $0 }
        let mean = own.reduce(0, +) / Double(max(own.count, 1))
        summary = Self.sentence(rows[best], ours: mean, other: means[best])
    }

    private static func sentence(_ row: EvaluationRow, ours: Double, other: Double) -> String? {
        guard let comparison = row.comparison else { return nil }
        let name = comparison.against
        let verdict =
            if comparison.adjustedP >= significance {
                "the difference between \(row.model) and the best baseline, \(name), is inside the noise"
            } else if row.value > 0 {
                "\(row.model) beats the best baseline, \(name)"
            } else {
                "\(row.model) is worse than the best baseline, \(name)"
            }
        return verdict
            + String(
                format:
                    ": %@ %.4f against %.4f, a difference of %.4f (95 %% between %.4f and %.4f; p = %.3g after Holm's "
                    + "correction)", ModelMeasurement.comparedMetric, ours, other, row.value, row.low, row.high,
                comparison.adjustedP)
    }
}
