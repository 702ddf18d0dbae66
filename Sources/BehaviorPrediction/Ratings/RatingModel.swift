import LinearAlgebra
import NeuralNetworks

/// How many stars a user would give an item.
public struct RatingModel: Sendable {
    private let table: RatingTable
    private let model: TabularModel
    private let cells: AmountCells
    // Stars may be negative; cells are not.
    private let lowest: Float

    private static let mostRows = 100_000

    /// Learns from every rating, each foretold from all the others.
    /// - Throws: ``BehaviorError`` with fewer than twenty ratings, or when all are the same.
    public init(_ table: RatingTable, seed: UInt64, threads: Int) throws(BehaviorError) {
        guard table.ratings.count >= 20 else {
            throw .nothingToLearn(
                kind: "a rating",
                need: "there are \(table.ratings.count) ratings of known users and items, and it takes twenty; import "
                    + "reviews with rating, user_id and item_id, or interactions with event_type rating and a value")
        }
        let lowest = table.ratings.reduce(Float.infinity) { min($0, $1.stars) }
        let newest = table.ratings.suffix(Self.mostRows)
        // One above, so that the lowest number of stars is a cell of its own like the others.
        let values = newest.map { $0.stars - lowest + 1 }
        guard Set(values).count > 1 else { throw .oneOutcome(kind: "a rating", horizon: 0) }
        let cells = AmountCells(values)
        var elements: [Float] = []
        var targets = [Float](repeating: 0, count: values.count * cells.count)
        for (row, rating) in newest.enumerated() {
            elements += table.features(user: rating.user, item: rating.item, without: rating.stars)
            targets[row * cells.count + cells.cell(of: values[row])] = 1
        }
        do {
            model = try TabularModel(
                Matrix(rows: values.count, columns: RatingTable.columns, elements: elements), targets: targets,
                outputs: cells.count, settings: TabularSettings(loss: .categoricalCrossEntropy, seed: seed),
                threads: threads)
        } catch { throw .nothingToLearn(kind: "a rating", need: "\(error)") }
        self.table = table
        self.cells = cells
        self.lowest = lowest
    }

    /// The stars that each user would give each item, pair by pair.
    public func predictions(_ pairs: [(user: Int32, item: Int32)]) -> [AmountPrediction] {
        predictions(pairs, in: table)
    }

    /// The stars that each user would give each item, pair by pair, going by the ratings in `table`.
    public func predictions(_ pairs: [(user: Int32, item: Int32)], in table: RatingTable) -> [AmountPrediction] {
        let elements = pairs.flatMap { table.features(user: $0.user, item: $0.item, without: nil) }
        let outputs = model.outputs(Matrix(rows: pairs.count, columns: RatingTable.columns, elements: elements))
        let probabilities = Softmax.rows(outputs, width: cells.count)
        let shift = lowest - 1
        return pairs.indices.map { row in
            let own = probabilities[row * cells.count..<(row + 1) * cells.count]
            return AmountPrediction(
                expected: cells.mean(own) + shift, median: cells.quantile(0.5, own) + shift,
                low: cells.quantile(0.1, own) + shift, high: cells.quantile(0.9, own) + shift)
        }
    }
}
