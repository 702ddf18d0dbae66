/// A rising step function through scored outcomes: turns a score that only orders into a probability.
///
/// Fitted by pooling adjacent violators (Ayer et al., Annals of Mathematical Statistics 1955), which gives the rising
/// function with the least squared error.
public struct IsotonicRegression: Sendable, Equatable {
    /// The highest score of each step, rising.
    public let bounds: [Float]
    /// The value of each step, in [0, 1], rising.
    public let values: [Double]

    /// Fits the share of true outcomes by score.
    public init(scores: [Float], outcomes: [Bool]) {
        precondition(scores.count == outcomes.count, "\(scores.count) scores for \(outcomes.count) outcomes")
        var blocks: [(bound: Float, sum: Double, weight: Double)] = []
        for index in scores.indices.sorted(by: { (scores[$0], $0) < (scores[$1], $1) }) {
            let outcome = outcomes[index] ? 1.0 : 0.0
            // Equal scores cannot be told apart, so they are one block from the start.
            if let last = blocks.last, last.bound == scores[index] {
                blocks[blocks.count - 1] = (last.bound, last.sum + outcome, last.weight + 1)
            } else {
                Self.pool(&blocks)
                blocks.append((scores[index], outcome, 1))
            }
        }
        Self.pool(&blocks)
        bounds = blocks.map(\.bound)
        values = blocks.map { $0.sum / $0.weight }
    }

    // Joins the last block with those before it until means rise.
    private static func pool(_ blocks: inout [(bound: Float, sum: Double, weight: Double)]) {
        while blocks.count >= 2 {
            let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
            guard last.sum * before.weight <= before.sum * last.weight else { return }
            blocks.removeLast()
            blocks[blocks.count - 1] = (last.bound, before.sum + last.sum, before.weight + last.weight)
        }
    }

    /// The probability of a score: that of the first step that reaches up to it, of the last one beyond all.
    public func probability(of score: Float) -> Double {
        var low = 0
        var high = bounds.count - 1
        guard high >= 0 else { return 0 }
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < score { low = middle + 1 } else { high = middle }
        }
        return values[low]
    }
}
