import BehaviorPrediction
import Foundation

/// How well it is foretold which categories the next visit touches: the first visit of each user in the window.
struct CategoryEvaluation {
    private let evaluation: BehaviorEvaluation

    init(_ evaluation: BehaviorEvaluation) { self.evaluation = evaluation }

    func run() throws -> [EvaluationRow] {
        let visits = CategoryVisits(evaluation.snapshot)
        guard visits.names.count > 1 else { return [] }
        evaluation.progress("categories of the next visit, of \(visits.names.count)")
        let day = evaluation.day
        let model = try CategoryModel(
            visits, log: evaluation.log, asOf: day, seed: evaluation.options.seed, threads: evaluation.threads)
        let trials = model.trials(from: day, until: day + Int32(evaluation.horizon))
        guard !trials.isEmpty else { return [] }
        let ours = rows("categories model", trials, \.ranked)
        guard evaluation.hasBaselines else { return ours }
        return ours + rows("categories by own frequency", trials, \.byFrequency)
    }

    private func rows(
        _ name: String, _ trials: [CategoryTrial], _ list: KeyPath<CategoryTrial, [Int32]>
    ) -> [EvaluationRow] {
        let found = trials.map { trial -> (recall: Double, ndcg: Double) in
            let truth = Set(trial.truth)
            let hits = trial[keyPath: list].prefix(10).map { truth.contains($0) }
            return (Double(hits.count { $0 }) / Double(truth.count), Self.ndcg(hits, relevant: truth.count))
        }
        return evaluation.measured(
            name, count: trials.count,
            [
                ("Recall@10", { rows in Self.mean(rows.map { found[$0].recall }) }),
                ("NDCG@10", { rows in Self.mean(rows.map { found[$0].ndcg }) }),
            ])
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }

    private static func ndcg(_ hits: [Bool], relevant: Int) -> Double {
        func gain(_ place: Int) -> Double { 1 / log2(Double(place + 2)) }
        let found = hits.indices.reduce(0) { $0 + (hits[$1] ? gain($1) : 0) }
        return found / (0..<min(10, relevant)).reduce(0) { $0 + gain($1) }
    }
}
