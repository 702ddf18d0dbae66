import Foundation

/// Metrics of predicted probabilities of a yes-or-no outcome, over the rows named (each as often as it is named).
public struct BinaryMetrics: Sendable {
    private let probabilities: [Double]
    private let outcomes: [Bool]
    // Rows by rising probability, so that a resampled area needs no sort.
    private let order: [Int]

    /// Metrics of `probabilities` in [0, 1] beside what came of them.
    public init(probabilities: [Float], outcomes: [Bool]) {
        precondition(probabilities.count == outcomes.count, "\(probabilities.count) for \(outcomes.count) outcomes")
        self.probabilities = probabilities.map(Double.init)
        self.outcomes = outcomes
        order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    }

    /// How many rows there are.
    public var count: Int { outcomes.count }

    /// Area under the ROC curve in [0, 1], ties counting half; NaN without rows of both outcomes.
    public func areaUnderCurve(_ rows: [Int]) -> Double {
        let groups = groups(rows)
        var (negativesBelow, area) = (0.0, 0.0)
        for group in groups {
            area += group.positives * (negativesBelow + group.negatives / 2)
            negativesBelow += group.negatives
        }
        let positives = groups.reduce(0) { $0 + $1.positives }
        return area / (positives * negativesBelow)
    }

    /// Average precision in [0, 1]: the precision at each threshold weighted by the recall gained there; NaN without a
    /// positive row.
    public func averagePrecision(_ rows: [Int]) -> Double {
        let groups = groups(rows)
        let total = groups.reduce(0) { $0 + $1.positives }
        var (positives, all, sum) = (0.0, 0.0, 0.0)
        for group in groups.reversed() {
            positives += group.positives
            all += group.positives + group.negatives
            sum += positives / all * group.positives
        }
        return sum / total
    }

    /// Mean of (probability − outcome)², in [0, 1] (Brier, 1950).
    public func brier(_ rows: [Int]) -> Double {
        mean(rows) { row in
            let error = probabilities[row] - (outcomes[row] ? 1 : 0)
            return error * error
        }
    }

    /// Mean of −ln p(outcome) in nats; p is floored at 1e-7.
    public func logLoss(_ rows: [Int]) -> Double {
        mean(rows) { -log(max(outcomes[$0] ? probabilities[$0] : 1 - probabilities[$0], 1e-7)) }
    }

    /// Expected calibration error in [0, 1]: mean distance of probability and frequency over ten bins of equal width,
    /// weighted by rows.
    public func calibrationError(_ rows: [Int]) -> Double {
        var gaps = [Double](repeating: 0, count: 10)
        for row in rows {
            // As a Float, so that 0.9 lies in the bin from 0.9 on.
            gaps[min(Int(Float(probabilities[row]) * 10), 9)] += probabilities[row] - (outcomes[row] ? 1 : 0)
        }
        return rows.isEmpty ? 0 : gaps.reduce(0) { $0 + abs($1) } / Double(rows.count)
    }

    /// The share of rows on the right side of 0.5.
    public func accuracy(_ rows: [Int]) -> Double { mean(rows) { (probabilities[$0] >= 0.5) == outcomes[$0] ? 1 : 0 } }

    /// Precision, recall and F1 of "probability at least 0.5"; 0 where nothing is predicted or true.
    public func atHalf(_ rows: [Int]) -> (precision: Double, recall: Double, f1: Double) {
        var (hits, predicted, actual) = (0.0, 0.0, 0.0)
        for row in rows {
            let isPredicted = probabilities[row] >= 0.5
            if isPredicted { predicted += 1 }
            if outcomes[row] { actual += 1 }
            if isPredicted && outcomes[row] { hits += 1 }
        }
        return (
            predicted > 0 ? hits / predicted : 0, actual > 0 ? hits / actual : 0,
            predicted + actual > 0 ? 2 * hits / (predicted + actual) : 0
        )
    }

    private func mean(_ rows: [Int], _ value: (Int) -> Double) -> Double {
        rows.isEmpty ? 0 : rows.reduce(0) { $0 + value($1) } / Double(rows.count)
    }

    // Rows of equal probability together, by rising probability.
    private func groups(_ rows: [Int]) -> [(positives: Double, negatives: Double)] {
        var times = [Double](repeating: 0, count: count)
        for row in rows { times[row] += 1 }
        var groups: [(positives: Double, negatives: Double)] = []
        var last = -1.0
        for row in order where times[row] > 0 {
            if probabilities[row] != last {
                groups.append((0, 0))
                last = probabilities[row]
            }
            if outcomes[row] {
                groups[groups.count - 1].positives += times[row]
            } else {
                groups[groups.count - 1].negatives += times[row]
            }
        }
        return groups
    }
}
