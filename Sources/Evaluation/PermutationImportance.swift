public import LinearAlgebra

/// What a model loses when it can no longer tell which row a value belongs to (Breiman, Machine Learning 2001; Fisher,
/// Rudin and Dominici, JMLR 2019).
public struct PermutationImportance: Sendable {
    private let table: Matrix
    private let outcomes: [Bool]
    private let seed: UInt64
    private let bootstrap: Bootstrap
    private let predict: @Sendable (Matrix) -> [Float]
    private let whole: BinaryMetrics

    /// Importance for a model that turns `table` `[rows × columns]` into probabilities by `predict`.
    public init(
        _ table: Matrix, outcomes: [Bool], bootstrap: Bootstrap, predict: @escaping @Sendable (Matrix) -> [Float]
    ) {
        self.table = table
        self.outcomes = outcomes
        self.seed = bootstrap.seed
        self.bootstrap = bootstrap
        self.predict = predict
        whole = BinaryMetrics(probabilities: predict(table), outcomes: outcomes)
    }

    /// By how much the area under the ROC curve falls when the values in `columns` are dealt anew among the rows, all of
    /// them in the same way.
    public func areaLost(columns: [Int]) -> Estimate {
        var order = Array(0..<table.rows)
        var generator = SeededGenerator(seed: seed, stream: UInt64(columns.first ?? 0) + 1)
        generator.shuffle(&order)
        var dealt = table
        for row in 0..<table.rows { for column in columns { dealt[row, column] = table[order[row], column] } }
        let without = BinaryMetrics(probabilities: predict(dealt), outcomes: outcomes)
        return bootstrap.statistic(count: outcomes.count) { rows in
            whole.areaUnderCurve(rows) - without.areaUnderCurve(rows)
        }
    }
}
