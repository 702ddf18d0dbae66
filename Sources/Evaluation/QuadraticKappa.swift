/// Cohen's kappa with quadratic weights (Psychological Bulletin, 1968): how far two ratings of the same things agree
/// beyond chance, a miss counting by its square.
///
/// It is 1 − Σ (predicted_i − truth_i)² over what that sum would be on average if either side were shuffled. With squares, that
/// needs no table of the levels, and levels may lie anywhere: Lin's concordance correlation is the same number.
public struct QuadraticKappa: Sendable {
    private let predicted: [Double]
    private let truth: [Double]

    /// Agreement of `predicted` with `truth`, both in the unit of the levels.
    public init(predicted: [Float], truth: [Float]) {
        precondition(predicted.count == truth.count, "\(predicted.count) predictions of \(truth.count) ratings")
        self.predicted = predicted.map(Double.init)
        self.truth = truth.map(Double.init)
    }

    /// How many rows there are.
    public var count: Int { truth.count }

    /// Kappa over the rows named (each as often as it is named), at most 1; 0 is chance. NaN where both sides are one and
    /// the same constant.
    public func value(_ rows: [Int]) -> Double {
        let n = Double(rows.count)
        var (error, first, second, squares) = (0.0, 0.0, 0.0, 0.0)
        for row in rows {
            let (p, t) = (predicted[row], truth[row])
            error += (p - t) * (p - t)
            first += p
            second += t
            squares += p * p + t * t
        }
        return 1 - error / (squares - 2 * first * second / n)
    }
}
