import DataModel
import Evaluation

/// A part of the test that is looked at by itself.
struct EvaluationSlice: Sendable {
    /// What is counted.
    enum Kind: String, Sendable, CaseIterable {
        /// Items the user has in training.
        case history
        /// Users who have the test item in training.
        case item = "item count"
    }

    let kind: Kind
    let range: ClosedRange<Int>

    static let all: [EvaluationSlice] =
        [1...2, 3...5, 6...10, 11...Int.max].map { EvaluationSlice(kind: .history, range: $0) }
        + [1...4, 5...19, 20...99, 100...Int.max].map { EvaluationSlice(kind: .item, range: $0) }

    /// `history 3-5`, `item count 100+`.
    var name: String { "\(kind.rawValue) \(bounds)" }

    /// `3-5`, `100+`.
    var bounds: String { "\(range.lowerBound)" + (range.upperBound == .max ? "+" : "-\(range.upperBound)") }

    /// Each user's test items that are in the slice.
    func tests(of split: RankingSplit, itemCounts: [Int]) -> [[Int32]] {
        split.tests.indices.map { user in
            switch kind {
            case .history: range.contains(split.training.range(of: user).count) ? split.tests[user] : []
            case .item: split.tests[user].filter { range.contains(itemCounts[Int($0)]) }
            }
        }
    }
}
