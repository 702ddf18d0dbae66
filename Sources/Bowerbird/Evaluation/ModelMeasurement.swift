import Evaluation
import LinearAlgebra

/// One model's results, user by user, over one split or the folds of a cross-validation.
struct ModelMeasurement: Sendable {
    let name: String
    private var accuracy: UserValues
    private var novelty: UserValues
    private var diversity: UserValues
    private var fullLists: UserValues
    private var coldRecall: UserValues
    private var slices: [UserValues]
    // Of the lists as a whole, one a fold.
    private var coverage: [Double] = []
    private var gini: [Double] = []

    static let cutoff = 10
    /// The metric that models are compared by.
    static let comparedMetric = "NDCG@10"

    private let accuracyNames: [String]

    init(name: String, users: Int) {
        self.name = name
        accuracyNames = RankingMetrics(lists: [], tests: []).names
        accuracy = UserValues(users: users, columns: accuracyNames.count)
        (novelty, diversity) = (UserValues(users: users), UserValues(users: users))
        (fullLists, coldRecall) = (UserValues(users: users), UserValues(users: users))
        slices = EvaluationSlice.all.map { _ in UserValues(users: users) }
    }

    /// Adds the lists of one split.
    /// - Parameter coldLists: lists in which items may be that do not occur in training; `nil` for a model that cannot
    ///   rank such items.
    mutating func add(_ lists: [[Int32]], coldLists: [[Int32]]?, in context: SplitContext, threads: Int) {
        let split = context.split
        let tested = split.tests.indices.filter { !split.tests[$0].isEmpty }
        for (user, values) in zip(tested, RankingMetrics(lists: lists, tests: split.tests).perUser) {
            accuracy.add(values, to: user)
        }
        let shown = tested.map { lists[$0] }
        let rankable = split.rankable.count { $0 }
        coverage.append(CatalogueMetrics.coverage(of: shown, cutoff: Self.cutoff, rankableItems: rankable))
        gini.append(CatalogueMetrics.gini(of: shown, cutoff: Self.cutoff, rankableItems: rankable))
        let unlike = context.diversity?.values(of: shown, cutoff: Self.cutoff, threads: threads)
        for (index, user) in tested.enumerated() {
            if let bits = context.novelty.value(of: shown[index], cutoff: Self.cutoff) { novelty.add([bits], to: user) }
            if let value = unlike?[index] { diversity.add([value], to: user) }
            fullLists.add([shown[index].count >= Self.cutoff ? 1 : 0], to: user)
        }
        for (slice, tests) in context.slices.enumerated() {
            let gains =
                RankingMetrics(lists: lists, tests: tests, cutoffs: [Self.cutoff])
                .values(of: Self.comparedMetric) ?? []
            for (user, gain) in zip(tests.indices.filter { !tests[$0].isEmpty }, gains) {
                slices[slice].add([gain], to: user)
            }
        }
        for (user, wanted) in split.coldTests.enumerated() where !wanted.isEmpty {
            let hits = coldLists?[user].prefix(Self.cutoff).count { wanted.contains($0) } ?? 0
            coldRecall.add([Double(hits) / Double(wanted.count)], to: user)
        }
    }

    /// The compared metric by user, the same users in the same order for every model of an evaluation.
    var compared: [Double] {
        let column = accuracyNames.firstIndex(of: Self.comparedMetric) ?? 0
        return accuracy.rows.map { $0[column] }
    }

    /// All rows of this model.
    func rows(_ bootstrap: Bootstrap) -> [EvaluationRow] {
        let users = accuracy.rows
        var rows = zip(accuracyNames, bootstrap.means(of: users, columns: accuracyNames.count))
            .map { EvaluationRow(model: name, metric: $0, estimate: $1) }
        for (metric, values) in [("coverage@10", coverage), ("Gini@10", gini)] {
            let mean = values.reduce(0, +) / Double(max(values.count, 1))
            rows.append(
                EvaluationRow(
                    model: name, metric: metric,
                    estimate: Estimate(
                        value: mean, low: values.min() ?? mean, high: values.max() ?? mean, count: users.count)))
        }
        let parts =
            [
                ("novelty@10", novelty), ("diversity@10", diversity), ("full lists@10", fullLists),
                ("cold-item recall@10", coldRecall),
            ] + zip(EvaluationSlice.all, slices).map { ("\(Self.comparedMetric) [\($0.name)]", $1) }
        for (metric, values) in parts {
            let sample = values.rows
            guard !sample.isEmpty else { continue }
            rows.append(
                EvaluationRow(model: name, metric: metric, estimate: bootstrap.means(of: sample, columns: 1)[0]))
        }
        return rows
    }
}
