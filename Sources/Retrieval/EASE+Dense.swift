public import DataModel
public import LinearAlgebra

extension EASE {
    /// All weights, those below zero included, `[items × items]` with zeros on the diagonal: the exact model, for a
    /// catalogue that such a matrix fits.
    /// - Parameter regularization: λ, in users.
    /// - Complexity: O(items³), memory O(items²).
    public static func denseWeights(
        _ histories: Histories, _ occurrences: Occurrences, regularization: Float, threads: Int
    ) -> Matrix {
        let items = histories.itemCount
        var weights = sharedUsers(histories, occurrences, lambda: regularization, threads: threads)
            .inverseOfPositiveDefinite(threads: threads)
        let scales = (0..<items).map { -1 / weights[$0, $0] }
        weights.elements.withUnsafeMutableBufferPointer { all in
            // Every row is changed by one thread only.
            nonisolated(unsafe) let all = all
            Parallel.forEach(items, threads: threads) { row in
                for column in 0..<items { all[row * items + column] *= scales[column] }
                all[row * items + row] = 0
            }
        }
        return weights
    }
}
