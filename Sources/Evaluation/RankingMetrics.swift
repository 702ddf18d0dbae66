import Foundation

/// Accuracy of recommendation lists, user by user.
///
/// With `p` the 0-based position of a hit: HR@K is 1 when any test item is among the first K; Recall@K the share of the
/// test items that are; NDCG@K is Σ 1/log₂(p+2) over hits with p < K, divided by the same sum for min(K, |test|) hits
/// from the top; MRR@K is 1/(p+1) for the first hit with p < K. All in [0, 1].
public struct RankingMetrics: Sendable {
    /// Metric names, in the order of the columns of `perUser`.
    public let names: [String]
    /// One row per evaluated user, one column per metric.
    public let perUser: [[Double]]

    /// Metrics of `lists` (best first, by user) against `tests` (by user; users without test items are left out).
    public init(lists: [[Int32]], tests: [[Int32]], cutoffs: [Int] = [10, 20]) {
        precondition(lists.count == tests.count)
        names = cutoffs.flatMap { ["HR@\($0)", "Recall@\($0)", "NDCG@\($0)", "MRR@\($0)"] }
        let deepest = cutoffs.max() ?? 0
        let discounts = (0..<deepest).map { 1 / log2(Double($0) + 2) }
        perUser = zip(lists, tests).compactMap { list, test in
            guard !test.isEmpty else { return nil }
            let wanted = Set(test)
            let hits = list.prefix(deepest).map(wanted.contains)
            return cutoffs.flatMap { cutoff -> [Double] in
                let positions = hits.prefix(cutoff).indices.filter { hits[$0] }
                let gain = positions.reduce(0) { $0 + discounts[$1] }
                let ideal = discounts.prefix(min(cutoff, wanted.count)).reduce(0, +)
                return [
                    positions.isEmpty ? 0 : 1,
                    Double(positions.count) / Double(wanted.count),
                    ideal > 0 ? gain / ideal : 0,
                    positions.first.map { 1 / Double($0 + 1) } ?? 0,
                ]
            }
        }
    }

    /// The values of one metric, by evaluated user; `nil` if there is no such metric.
    public func values(of name: String) -> [Double]? {
        names.firstIndex(of: name).map { column in perUser.map { $0[column] } }
    }
}
