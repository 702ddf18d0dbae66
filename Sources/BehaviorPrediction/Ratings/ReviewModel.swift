import Foundation
import LinearAlgebra
import NeuralNetworks

/// How likely a user who buys an item writes a review of it.
public struct ReviewModel: Sendable {
    private let table: ReviewTable
    private let model: TabularModel

    private static let mostRows = 100_000

    /// Learns from purchases that are old enough, each foretold from all the others.
    /// - Throws: ``BehaviorError`` when none, or each, was followed by a review.
    public init(_ table: ReviewTable, seed: UInt64, threads: Int) throws(BehaviorError) {
        let newest = table.pairs.suffix(Self.mostRows)
        let reviewed = newest.count { $0.isReviewed }
        guard reviewed > 0, reviewed < newest.count else {
            throw .nothingToLearn(
                kind: "whether a review is written",
                need:
                    "of \(newest.count) purchases, \(reviewed) were followed by a review; import purchases and reviews "
                    + "with the same user_id and item_id")
        }
        do {
            model = try TabularModel(
                Matrix(
                    rows: newest.count, columns: ReviewTable.columns,
                    elements: newest.flatMap { table.features(user: $0.user, item: $0.item, without: $0.isReviewed) }),
                targets: newest.map { $0.isReviewed ? 1 : 0 }, settings: TabularSettings(seed: seed), threads: threads)
        } catch { throw .nothingToLearn(kind: "whether a review is written", need: "\(error)") }
        self.table = table
    }

    /// The probability of a review by pair, were the item bought, in [0, 1].
    public func probabilities(_ pairs: [(user: Int32, item: Int32)]) -> [Float] {
        guard !pairs.isEmpty else { return [] }
        let elements = pairs.flatMap { table.features(user: $0.user, item: $0.item, without: nil) }
        return model.outputs(Matrix(rows: pairs.count, columns: ReviewTable.columns, elements: elements))
            .map { 1 / (1 + exp(-$0)) }
    }
}
