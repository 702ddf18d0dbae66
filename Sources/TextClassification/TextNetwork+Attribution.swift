import FeatureExtraction

extension TextNetwork {
    /// A label's logit taken apart by column: `intercept + Σ weights == logit` up to rounding.
    struct ColumnShares {
        let logit: Double
        /// The logit of an empty row.
        let intercept: Double
        /// What each stored value of the row adds, beside its indices.
        let weights: [Double]
    }

    /// Takes the logit of `label` apart, exactly and in closed form.
    ///
    /// The linear part gives x_i·W_i. On the straight path from 0 to x, hidden unit j goes from ReLU(c_j) to
    /// ReLU(a_j + c_j), where a_j = Σ x_i·(E_i·H)_j; that difference, times V_j, is shared in proportion to each column's
    /// part of a_j. This is what integrated gradients give along the path, without a sum over steps.
    func shares(of row: SparseVector, label: Int) -> ColumnShares {
        var bag = [Double](repeating: 0, count: shape.embedding)
        for (column, value) in zip(row.indices, row.values) {
            for lane in 0..<shape.embedding { bag[lane] += Double(value) * embedding(column, lane) }
        }
        var intercept = Double(dense[shape.biases.lowerBound + label])
        var logit = intercept
        // How much the logit gains for each unit of x·E, by lane.
        var slopes = [Double](repeating: 0, count: shape.embedding)
        for unit in 0..<shape.hidden {
            let bias = Double(dense[shape.hiddenBiases.lowerBound + unit])
            let output = Double(dense[shape.outputWeights.lowerBound + unit * shape.classes + label])
            var activation = 0.0
            for lane in 0..<shape.embedding { activation += bag[lane] * hiddenWeight(lane, unit) }
            intercept += output * max(bias, 0)
            logit += output * max(activation + bias, 0)
            guard activation != 0 else { continue }
            let slope = output * (max(activation + bias, 0) - max(bias, 0)) / activation
            for lane in 0..<shape.embedding { slopes[lane] += slope * hiddenWeight(lane, unit) }
        }
        var weights: [Double] = []
        weights.reserveCapacity(row.indices.count)
        for (column, value) in zip(row.indices, row.values) {
            let linear = Double(columnWeights[Int(column) * shape.width + label])
            var deep = 0.0
            for lane in 0..<shape.embedding { deep += embedding(column, lane) * slopes[lane] }
            logit += Double(value) * linear
            weights.append(Double(value) * (linear + deep))
        }
        return ColumnShares(logit: logit, intercept: intercept, weights: weights)
    }

    private func embedding(_ column: Int32, _ lane: Int) -> Double {
        Double(columnWeights[Int(column) * shape.width + shape.classes + lane])
    }

    private func hiddenWeight(_ lane: Int, _ unit: Int) -> Double { Double(dense[lane * shape.hidden + unit]) }
}
