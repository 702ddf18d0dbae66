import DataModel
import Evaluation
import LinearAlgebra
import Retrieval

/// Chooses the settings of baselines on a step before the test, so that ours is not compared with untuned ones.
struct BaselineTuning {
    private let validation: ValidationSplit
    private let isKnown: [Bool]
    private let seed: UInt64
    private let threads: Int
    private let progress: @Sendable (String) -> Void

    init(
        _ training: Histories, method: SplitMethod, seed: UInt64, threads: Int,
        progress: @escaping @Sendable (String) -> Void
    ) {
        validation = ValidationSplit(training, method: method, seed: seed)
        isKnown = PopularityRetriever.counts(validation.histories).map { $0 > 0 }
        self.seed = seed
        self.threads = threads
        self.progress = progress
    }

    /// Item-kNN's shrinkage, in users.
    func shrinkage() -> Float {
        best("item-knn: shrinkage", of: [0, 20, 100], describe: { "\($0)" }) { shrinkage in
            ndcg(BaselineLists.itemKNN(validation.histories, task(validation.tests), shrinkage: shrinkage, threads))
        }
    }

    /// EASE's λ, in users. Large catalogues are cut down to their most popular items for the choice, as each trial is a
    /// dense inverse.
    func easeRegularization() -> Float {
        let part = validation.histories.keepingMostPopular(Self.itemsTried)
        let tests = validation.tests.map { $0.filter { part.isKept[Int($0)] } }.map { $0.map { part.numbers[Int($0)] } }
        let task = ListTask(
            histories: part.histories, isAsked: tests.map { !$0.isEmpty },
            isAllowed: Array(repeating: true, count: part.histories.itemCount), threads: threads)
        return best("ease: λ", of: [10, 50, 200, 800, 3200], describe: { "\($0)" }) { lambda in
            ndcg(BaselineLists.ease(part.histories, task, regularization: lambda, threads), tests)
        }
    }

    private static let itemsTried = 3_000

    /// iALS's λ and α; tried with fewer factors and iterations than are used in the end.
    func alsSettings() -> ImplicitALSSettings {
        let tried = [Float(0.0003), 0.001, 0.003, 0.01].flatMap { lambda in
            [Float(0), 4, 16, 64].map { alpha in
                ImplicitALSSettings(
                    factors: 64, regularization: lambda, confidence: alpha, iterations: 8, seed: seed)
            }
        }
        var settings = best(
            "ials: λ, α", of: tried, describe: { "\($0.regularization), \($0.confidence)" }
        ) { settings in
            ndcg(BaselineLists.ials(validation.histories, task(validation.tests), settings, threads))
        }
        settings.factors = 128
        settings.iterations = 15
        return settings
    }

    // The setting with the highest NDCG@10; the first of equals.
    private func best<Setting>(
        _ name: String, of settings: [Setting], describe: (Setting) -> String, _ measure: (Setting) -> Double
    ) -> Setting {
        let measured = settings.map { (setting: $0, ndcg: measure($0)) }
        let best = measured.reduce(measured[0]) { $1.ndcg > $0.ndcg ? $1 : $0 }
        progress("\(name) \(describe(best.setting)), chosen of \(settings.count) on a step before the test")
        return best.setting
    }

    private func task(_ tests: [[Int32]]) -> ListTask {
        ListTask(
            histories: validation.histories, isAsked: tests.map { !$0.isEmpty }, isAllowed: isKnown, threads: threads)
    }

    private func ndcg(_ lists: ScoredLists) -> Double { ndcg(lists, validation.tests) }

    private func ndcg(_ lists: ScoredLists, _ tests: [[Int32]]) -> Double {
        let values =
            RankingMetrics(lists: lists.map { $0.map(\.item) }, tests: tests, cutoffs: [10])
            .values(of: "NDCG@10") ?? []
        return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
}

extension Histories {
    /// The same histories of the `count` items that most users have, numbered anew.
    fileprivate func keepingMostPopular(_ count: Int) -> (histories: Histories, isKept: [Bool], numbers: [Int32]) {
        let popularity = PopularityRetriever.counts(self)
        let order = popularity.indices.sorted { (popularity[$0], $1) > (popularity[$1], $0) }
        var isKept = [Bool](repeating: false, count: itemCount)
        var numbers = [Int32](repeating: -1, count: itemCount)
        for (number, item) in order.prefix(count).enumerated() where popularity[item] > 0 {
            isKept[item] = true
            numbers[item] = Int32(number)
        }
        var offsets = [0]
        var items: [Int32] = []
        var timestamps: [Int64] = []
        for user in 0..<userCount {
            for position in range(of: user) where isKept[Int(self.items[position])] {
                items.append(numbers[Int(self.items[position])])
                timestamps.append(self.timestamps[position])
            }
            offsets.append(items.count)
        }
        let histories = Histories(
            offsets: offsets, items: items, timestamps: timestamps, itemCount: isKept.count { $0 })
        return (histories, isKept, numbers)
    }
}
