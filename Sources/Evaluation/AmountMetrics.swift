import Foundation

/// Metrics of predicted amounts beside the true ones, over the rows named (each as often as it is named).
public struct AmountMetrics: Sendable {
    private let predicted: [Double]
    private let truth: [Double]

    /// Metrics of `predicted` beside `truth`.
    public init(predicted: [Float], truth: [Float]) {
        precondition(predicted.count == truth.count, "\(predicted.count) predictions of \(truth.count) amounts")
        self.predicted = predicted.map(Double.init)
        self.truth = truth.map(Double.init)
    }

    /// How many rows there are.
    public var count: Int { truth.count }

    /// Mean of |prediction − truth|.
    public func meanAbsoluteError(_ rows: [Int]) -> Double { mean(rows) { abs(predicted[$0] - truth[$0]) } }

    /// Mean of (prediction − truth)².
    public func meanSquaredError(_ rows: [Int]) -> Double {
        mean(rows) { (predicted[$0] - truth[$0]) * (predicted[$0] - truth[$0]) }
    }

    /// Root of the mean of (ln(1 + prediction) − ln(1 + truth))²; negative amounts count as 0.
    public func rootMeanSquaredLogError(_ rows: [Int]) -> Double {
        mean(rows) { row in
            let error = log1p(max(predicted[row], 0)) - log1p(max(truth[row], 0))
            return error * error
        }.squareRoot()
    }

    /// 1 − squared error over that of the rows' own mean; NaN where the truth is the same everywhere.
    public func coefficientOfDetermination(_ rows: [Int]) -> Double {
        let average = mean(rows) { truth[$0] }
        return 1 - meanSquaredError(rows) / mean(rows) { (truth[$0] - average) * (truth[$0] - average) }
    }

    /// Mean of the pinball loss at `share` in (0, 1): what an error costs a forecast of that quantile.
    public func pinball(_ rows: [Int], share: Double) -> Double {
        mean(rows) { row in
            let error = truth[row] - predicted[row]
            return max(share * error, (share - 1) * error)
        }
    }

    /// Spearman's rank correlation in [−1, 1], tied values sharing their mean rank; NaN where either side is the same
    /// everywhere.
    public func rankCorrelation(_ rows: [Int]) -> Double {
        let first = Self.ranks(rows.map { predicted[$0] })
        let second = Self.ranks(rows.map { truth[$0] })
        let middle = Double(rows.count + 1) / 2
        var (product, firstSquare, secondSquare) = (0.0, 0.0, 0.0)
        for (left, right) in zip(first, second) {
            product += (left - middle) * (right - middle)
            firstSquare += (left - middle) * (left - middle)
            secondSquare += (right - middle) * (right - middle)
        }
        return product / (firstSquare * secondSquare).squareRoot()
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
            start = end
        }
        return ranks
    }

    private func mean(_ rows: [Int], _ value: (Int) -> Double) -> Double {
        rows.isEmpty ? 0 : rows.reduce(0) { $0 + value($1) } / Double(rows.count)
    }
}
