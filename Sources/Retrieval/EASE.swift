public import DataModel
public import LinearAlgebra

/// Embarrassingly shallow autoencoders (Steck, WWW 2019): the item × item weights that best rebuild every history from
/// itself without an item speaking for itself, in closed form.
///
/// With G = XᵀX (how many users two items share) and P = (G + λI)⁻¹: `W_ij = −P_ij / P_jj`.
public enum EASE {
    /// How many neighbours an item keeps.
    public static let neighborLimit = 300
    /// λ in shares of the mean number of users an item has: how much evidence a weight needs. Public sets of very
    /// different density agree on about this much.
    static let regularization: Float = 7

    /// Whether weights of so many items take seconds rather than parts of one.
    public static func isCostly(items: Int, mostItems: Int) -> Bool { items > 5_000 && items <= mostItems }

    /// The largest weights above zero of each row, `[items × items]`; none when there are more than `mostItems` items, as
    /// work grows with their cube and memory with their square.
    public static func weights(_ histories: Histories, mostItems: Int, threads: Int) -> SparseMatrix {
        let items = histories.itemCount
        guard items > 0, items <= mostItems else {
            return SparseMatrix.empty(rows: items, columns: items)
        }
        let lambda = regularization * max(Float(histories.items.count) / Float(items), 1)
        let inverse = sharedUsers(histories, Occurrences(histories), lambda: lambda, threads: threads)
            .inverseOfPositiveDefinite(threads: threads)
        let parts = Parallel.mapChunks(of: items, chunk: 64, threads: threads) { rows in
            var block = Matrix(rows: rows.count, columns: items)
            for row in rows {
                for column in 0..<items {
                    block[row - rows.lowerBound, column] = -inverse[row, column] / inverse[column, column]
                }
            }
            return DenseRows.largest(of: block, firstRow: rows.lowerBound, limit: neighborLimit)
        }
        return SparseMatrix(rowParts: parts, columns: items)
    }

    // G + λI.
    static func sharedUsers(
        _ histories: Histories, _ occurrences: Occurrences, lambda: Float, threads: Int
    ) -> Matrix {
        let items = histories.itemCount
        var shared = Matrix(rows: items, columns: items)
        shared.elements.withUnsafeMutableBufferPointer { target in
            // Every row is written by one thread only.
            nonisolated(unsafe) let target = target
            Parallel.forEach((items + 63) / 64, threads: threads) { chunk in
                for item in chunk * 64..<min((chunk + 1) * 64, items) {
                    target[item * items + item] += lambda
                    for index in occurrences.offsets[item]..<occurrences.offsets[item + 1] {
                        let user = Int(occurrences.users[Int(occurrences.positions[index])])
                        for other in histories.items(of: user) { target[item * items + Int(other)] += 1 }
                    }
                }
            }
        }
        return shared
    }
}
