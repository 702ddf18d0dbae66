/// Whether those who were predicted to come later did come later.
public enum Concordance {
    /// Harrell's C (Journal of the American Medical Association, 1982) in [0, 1]: of the pairs of which it is known who
    /// came first, the share in which the prediction is the same way round, predictions that tie counting half.
    /// - Parameters:
    ///   - predicted: predicted time, or anything that rises with it.
    ///   - times: observed time, to the event or to the end of watching.
    ///   - isEvent: whether the event was seen.
    /// - Complexity: n log n.
    public static func index(predicted: [Float], times: [Int], isEvent: [Bool]) -> Double {
        precondition(predicted.count == times.count && times.count == isEvent.count)
        let distinct = Set(predicted).sorted()
        let rankOf = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0 + 1) })
        let ranks = predicted.map { rankOf[$0]! }
        // Latest first; whoever is in the tree outlived whoever is asked about. An event at the same time as an end of
        // watching came first.
        let order = times.indices.sorted { (times[$1], isEvent[$0] ? 1 : 0, $0) < (times[$0], isEvent[$1] ? 1 : 0, $1) }
        var tree = [Int](repeating: 0, count: distinct.count + 1)
        func sum(_ rank: Int) -> Int {
            var (position, sum) = (rank, 0)
            while position > 0 {
                sum += tree[position]
                position -= position & -position
            }
            return sum
        }
        func add(_ rank: Int) {
            var position = rank
            while position < tree.count {
                tree[position] += 1
                position += position & -position
            }
        }
        var (pairs, concordant, inTree) = (0.0, 0.0, 0)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, times[order[end]] == times[order[start]],
                isEvent[order[end]] == isEvent[order[start]]
            {
                end += 1
            }
            for row in order[start..<end] where isEvent[row] {
                let notLater = sum(ranks[row])
                let tied = notLater - sum(ranks[row] - 1)
                pairs += Double(inTree)
                concordant += Double(inTree - notLater) + Double(tied) / 2
            }
            for row in order[start..<end] { add(ranks[row]) }
            inTree += end - start
            start = end
        }
        return pairs > 0 ? concordant / pairs : .nan
    }
}
