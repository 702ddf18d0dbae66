import DataModel
import Evaluation
import LinearAlgebra
import Retrieval

/// What every ranker is measured against, each fitted to the same training data.
enum Baseline: String, CaseIterable {
    case popularity
    case lastWeekPopularity = "last-week popularity"
    case itemKNN = "item-knn"
    case ease
    case ials

    /// EASE keeps a dense matrix of the catalogue: beyond this many items, more than a gigabyte.
    static let mostEASEItems = 15_000
}

/// Makes the lists of baselines for one split.
struct BaselineLists {
    let training: Histories
    let task: ListTask
    let tuning: BaselineTuning
    let threads: Int

    func lists(_ baseline: Baseline) -> ScoredLists {
        switch baseline {
        case .popularity:
            task.lists(PopularityRetriever(source: .popularity, scores: PopularityRetriever.counts(training)))
        case .lastWeekPopularity:
            task.lists(PopularityRetriever(source: .trending, scores: training.countsOfLastWeek()))
        case .itemKNN: Self.itemKNN(training, task, shrinkage: tuning.shrinkage(), threads)
        case .ease: Self.ease(training, task, regularization: tuning.easeRegularization(), threads)
        case .ials: Self.ials(training, task, tuning.alsSettings(), threads)
        }
    }

    static func itemKNN(_ histories: Histories, _ task: ListTask, shrinkage: Float, _ threads: Int) -> ScoredLists {
        let weights = ItemKNN.weights(histories, Occurrences(histories), shrinkage: shrinkage, threads: threads)
        return task.lists(ItemNeighbors(source: .itemKNN, weights: weights, decay: 0))
    }

    static func ease(_ histories: Histories, _ task: ListTask, regularization: Float, _ threads: Int) -> ScoredLists {
        let weights = EASE.denseWeights(
            histories, Occurrences(histories), regularization: regularization, threads: threads)
        return task.lists { users in weights.sumsOfRows(users.map { histories.items(of: $0) }) }
    }

    static func ials(
        _ histories: Histories, _ task: ListTask, _ settings: ImplicitALSSettings, _ threads: Int
    ) -> ScoredLists {
        let model = ImplicitALS(histories, settings: settings, threads: threads)
        return task.lists { users in
            Matrix(
                rows: users.count, columns: settings.factors, elements: users.flatMap { model.userFactors.row($0) }
            ).multiplied(by: model.itemFactors, transposed: true)
        }
    }
}

extension Matrix {
    /// For each group of rows, their sum: `[groups × columns]`.
    fileprivate func sumsOfRows(_ groups: [ArraySlice<Int32>]) -> Matrix {
        var sums = Matrix(rows: groups.count, columns: columns)
        sums.elements.withUnsafeMutableBufferPointer { target in
            elements.withUnsafeBufferPointer { source in
                for (group, members) in groups.enumerated() {
                    for member in members {
                        let start = Int(member) * columns
                        for column in 0..<columns { target[group * columns + column] += source[start + column] }
                    }
                }
            }
        }
        return sums
    }
}

extension Histories {
    /// How many users first had each item in the last seven days of the data.
    fileprivate func countsOfLastWeek() -> [Float] {
        var counts = [Float](repeating: 0, count: itemCount)
        guard let end = timestamps.max() else { return counts }
        for (item, time) in zip(items, timestamps) where end - time < 7 * 86_400_000 { counts[Int(item)] += 1 }
        return counts
    }
}
