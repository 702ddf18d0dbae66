import DataModel
import Evaluation

extension Snapshot {
    /// The reviews that were there before what `split` holds out: none of a held-out pair, and where the split goes by a
    /// moment in time, none that is newer than the newest training row.
    func reviews(before split: RankingSplit, isByTime: Bool) -> [Review] {
        let end = split.training.timestamps.max() ?? 0
        return reviews.filter { review in
            if isByTime, let timestamp = review.timestamp, timestamp.milliseconds > end { return false }
            guard let user = review.userID.flatMap({ users.number(of: $0.rawValue) }),
                let item = review.itemID.flatMap({ items.number(of: $0.rawValue) })
            else { return true }
            return !split.tests[Int(user)].contains(item) && !split.coldTests[Int(user)].contains(item)
        }
    }
}
