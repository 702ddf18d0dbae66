public import DataModel
public import LinearAlgebra

/// Direct successions: how often item j came right after item i.
public enum Transitions {
    /// Added to an item's popularity before its counts are divided by it.
    static let smoothing: Float = 5

    /// The counts, shape `[items × items]`, row before column.
    public static func counts(_ histories: Histories, _ occurrences: Occurrences, threads: Int) -> SparseMatrix {
        SparseRows.build(count: histories.itemCount, limit: CoVisitation.neighborLimit, threads: threads) {
            item, scores in
            for index in occurrences.offsets[item]..<occurrences.offsets[item + 1] {
                let position = Int(occurrences.positions[index])
                let end = histories.range(of: Int(occurrences.users[position])).upperBound
                if position + 1 < end { scores.add(1, to: histories.items[position + 1]) }
            }
        }
    }

    /// Counts divided by the smoothed popularity of the item before: a transition probability held down where evidence
    /// is thin.
    public static func weights(_ counts: SparseMatrix, _ occurrences: Occurrences) -> SparseMatrix {
        var weights = counts
        for item in 0..<counts.rows {
            let scale = 1 / (Float(occurrences.count(of: item)) + smoothing)
            for position in counts.range(ofRow: item) { weights.values[position] *= scale }
        }
        return weights
    }
}
