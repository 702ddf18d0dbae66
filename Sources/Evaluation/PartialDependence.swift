public import LinearAlgebra

/// How a model's mean prediction moves with one column, all others as they are (Friedman, Annals of Statistics 2001).
public enum PartialDependence {
    /// The mean of `predict` over the rows of `table` with `column` set to each of up to `points` quantiles of its values.
    ///
    /// Rows in which the column is missing are looked at too; a column without two different values gives no points.
    public static func curve(
        _ table: Matrix, column: Int, points: Int = 12, predict: (Matrix) -> [Float]
    ) -> [CurvePoint] {
        let sorted = (0..<table.rows).map { table[$0, column] }.filter(\.isFinite).sorted()
        guard let first = sorted.first, let last = sorted.last, first < last else { return [] }
        // The outermost hundredth at either end is too rare to be shown.
        let values = (0..<points).map { step in
            sorted[Int((0.01 + 0.98 * Float(step) / Float(points - 1)) * Float(sorted.count - 1))]
        }
        var distinct: [Float] = []
        for value in values where distinct.last.map({ value > $0 }) ?? true { distinct.append(value) }
        var changed = table
        return distinct.map { value in
            for row in 0..<table.rows { changed[row, column] = value }
            let predictions = predict(changed)
            let mean = predictions.reduce(0.0) { $0 + Double($1) } / Double(max(predictions.count, 1))
            return CurvePoint(x: Double(value), y: mean)
        }
    }
}
