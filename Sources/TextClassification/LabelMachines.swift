import LinearAlgebra

/// How machines that know two sides tell more labels than two.
enum LabelMachines: Sendable {
    /// One machine a label, against all other labels. With two labels, the second machine is the first turned round.
    case oneAgainstRest
    /// For labels with an order, lowest first: one machine a step, which tells the labels above it from those below. A
    /// label's machine is the sum of the steps up to it, so that a step says how much likelier the next label is than
    /// this one: logits of adjacent categories (Agresti, Analysis of Ordinal Categorical Data, 2010, chapter 4).
    case steps

    /// The machine of each label, trained on the named rows.
    func trained(
        _ matrix: SparseMatrix, labels: [Int32], classes: Int, rows: [Int], rowWeights: [Float], cost: Float,
        seed: UInt64, threads: Int
    ) -> [LinearSVM] {
        var machines = Parallel.map(count(classes), threads: threads) { number in
            LinearSVM.train(
                matrix, rows: rows, isPositive: { isPositive(labels[$0], number) }, rowWeights: rowWeights, cost: cost,
                seed: seed)
        }
        switch self {
        case .oneAgainstRest where classes == 2:
            machines.append(LinearSVM(weights: machines[0].weights.map { -$0 }, bias: -machines[0].bias))
        case .oneAgainstRest: break
        case .steps:
            machines.insert(LinearSVM(weights: [Float](repeating: 0, count: matrix.columns), bias: 0), at: 0)
            for label in 1..<machines.count {
                for column in 0..<matrix.columns {
                    machines[label].weights[column] += machines[label - 1].weights[column]
                }
                machines[label].bias += machines[label - 1].bias
            }
        }
        return machines
    }

    /// The margins of `tested` rows, `[tested][classes]`, by machines trained on `rows`; no machine outlives its margins.
    func margins(
        _ matrix: SparseMatrix, labels: [Int32], classes: Int, rows: [Int], tested: [Int], rowWeights: [Float],
        cost: Float, seed: UInt64, threads: Int
    ) -> [[Float]] {
        let columns = Parallel.map(count(classes), threads: threads) { number in
            let machine = LinearSVM.train(
                matrix, rows: rows, isPositive: { isPositive(labels[$0], number) }, rowWeights: rowWeights, cost: cost,
                seed: seed)
            return tested.map { machine.margin(matrix, row: $0) }
        }
        return tested.indices.map { row in
            let own = columns.map { $0[row] }
            switch self {
            case .oneAgainstRest: return classes == 2 ? [own[0], -own[0]] : own
            case .steps: return own.reduce(into: [0]) { sums, margin in sums.append(sums[sums.count - 1] + margin) }
            }
        }
    }

    private func count(_ classes: Int) -> Int {
        switch self {
        case .oneAgainstRest: classes == 2 ? 1 : classes
        case .steps: classes - 1
        }
    }

    private func isPositive(_ label: Int32, _ number: Int) -> Bool {
        switch self {
        case .oneAgainstRest: label == Int32(number)
        case .steps: label > Int32(number)
        }
    }
}
