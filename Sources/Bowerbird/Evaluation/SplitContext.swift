import DataModel
import Evaluation
import LinearAlgebra
import Ranking

/// What of one split the metrics of all models need.
struct SplitContext: Sendable {
    let split: RankingSplit
    /// How many users have each item in training.
    let itemCounts: [Int]
    let novelty: Novelty
    /// `nil` when nothing is known of the items themselves.
    let diversity: IntraListDiversity?
    /// The test items of each slice, by user.
    let slices: [[[Int32]]]

    init(_ split: RankingSplit, content: ItemContent) {
        self.split = split
        var counts = [Int](repeating: 0, count: split.training.itemCount)
        for item in split.training.items { counts[Int(item)] += 1 }
        itemCounts = counts
        let users = (0..<split.training.userCount).count { !split.training.range(of: $0).isEmpty }
        novelty = Novelty(counts: counts, users: users)
        let rows = content.attributes.count > 0 ? content.attributes : content.text
        diversity = rows.count > 0 ? IntraListDiversity(rows: rows) : nil
        slices = EvaluationSlice.all.map { $0.tests(of: split, itemCounts: counts) }
    }
}
