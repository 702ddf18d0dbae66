import DataModel
import Foundation
import LinearAlgebra
import Retrieval

/// Finds co-visitation parameters by coordinate descent on users whose newest item is held back.
struct CoVisitationTuning {
    let histories: Histories
    // With the targets.
    let all: Histories
    let occurrences: Occurrences
    let queries: [RankingQuery]
    let threads: Int

    /// How many users decide.
    static let sampleSize = 2_000
    // Beyond this many events each trial takes long, and the start values are near the best.
    static let largestWorthwhile = 3_000_000

    /// - Parameters:
    ///   - histories: without each user's newest item.
    ///   - queries: those users, with the newest item as the target.
    ///   - all: the histories whole.
    init(histories: Histories, queries: [RankingQuery], all: Histories, seed: UInt64, threads: Int) {
        self.histories = histories
        self.all = all
        occurrences = Occurrences(histories)
        var sample = queries
        var generator = SeededGenerator(seed: seed)
        generator.shuffle(&sample)
        self.queries = Array(sample.prefix(Self.sampleSize))
        self.threads = threads
    }

    /// The best parameters found, starting from ``CoVisitationParameters/directed``.
    func tune(passes: Int) -> CoVisitationParameters {
        var best = CoVisitationParameters.directed
        guard passes > 0, queries.count >= 100, histories.items.count <= Self.largestWorthwhile else { return best }
        var bestScore = score(best)
        for _ in 0..<passes {
            let before = best
            for (field, values) in Self.grid {
                for value in values where best[keyPath: field] != value {
                    var trial = best
                    trial[keyPath: field] = value
                    let trialScore = score(trial)
                    if trialScore > bestScore { (best, bestScore) = (trial, trialScore) }
                }
            }
            if best == before { break }
        }
        return best
    }

    private static var grid: [(WritableKeyPath<CoVisitationParameters, Float>, [Float])] {
        [
            (\.historyDecay, [0.3, 0.6, 1.2]),
            (\.leftDamping, [0.2, 0.6, 0.8]),
            (\.rightDamping, [0, 0.3, 0.45]),
            (\.backward, [0.1, 0.6, 1]),
            (\.power, [0.8, 1.25]),
            (\.gapDecay, [0.25, 0.8]),
            (\.lengthDamping, [0, 0.3]),
        ]
    }

    // Mean NDCG@10 of co-visitation alone.
    private func score(_ parameters: CoVisitationParameters) -> Double {
        let weights = CoVisitation.weights(histories, occurrences, parameters, threads: threads)
        let retriever = ItemNeighbors(source: .coVisitation, weights: weights, decay: parameters.historyDecay)
        let parts = Parallel.mapChunks(of: queries.count, chunk: 100, threads: threads) { range in
            var scores = ScoreAccumulator(itemCount: max(histories.itemCount, 1))
            var gain = 0.0
            for query in queries[range] {
                let history = histories.items(of: query.user)
                retriever.score(history, into: &scores)
                let best = scores.best(10) { !history.contains($0) }
                let target = all.items[all.range(of: query.user).lowerBound + query.known]
                if let rank = best.firstIndex(where: { $0.item == target }) { gain += 1 / log2(Double(rank) + 2) }
                scores.clear()
            }
            return gain
        }
        return parts.reduce(0, +) / Double(queries.count)
    }
}
