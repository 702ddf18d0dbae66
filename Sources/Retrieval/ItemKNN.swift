public import DataModel
public import LinearAlgebra

/// Classic item-based nearest neighbours (Sarwar et al., WWW 2001): which users two items share, whatever the order.
///
/// `W_ij = shared users / (√(pop_i · pop_j) + shrinkage)`; the baseline that every ranker is measured against.
public enum ItemKNN {
    /// How many neighbours an item keeps.
    public static let neighborLimit = 100
    /// Added to the denominator, so that items with few users in common count less.
    public static let shrinkage: Float = 20
    // Of longer histories only the newest items are paired, so that work stays linear in the events.
    private static let historyLimit = 200

    /// The weights W, shape `[items × items]`.
    public static func weights(
        _ histories: Histories, _ occurrences: Occurrences, shrinkage: Float = ItemKNN.shrinkage, threads: Int
    ) -> SparseMatrix {
        SparseRows.build(count: histories.itemCount, limit: neighborLimit, threads: threads) { item, scores in
            for index in occurrences.offsets[item]..<occurrences.offsets[item + 1] {
                let position = Int(occurrences.positions[index])
                let range = histories.range(of: Int(occurrences.users[position]))
                for other in range.suffix(historyLimit) where other != position {
                    scores.add(1, to: histories.items[other])
                }
            }
            let own = Float(occurrences.count(of: item))
            scores.mapScores { other, shared in
                shared / ((own * Float(occurrences.count(of: Int(other)))).squareRoot() + shrinkage)
            }
        }
    }
}
