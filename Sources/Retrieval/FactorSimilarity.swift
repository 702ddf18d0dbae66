public import DataModel
import Foundation
public import LinearAlgebra

/// Two vectors for each item: `left[i] · right[j]` says how much having i speaks for j.
public struct ItemFactors: Sendable, Equatable {
    /// Of the item that is had, `[items × rank]`.
    public let left: Matrix
    /// Of the item that may follow, `[items × rank]`.
    public let right: Matrix

    /// Factors from their parts, of one shape.
    public init(left: Matrix, right: Matrix) {
        precondition(left.rows == right.rows && left.columns == right.columns)
        self.left = left
        self.right = right
    }
}

/// Items whose factors point the same way: what reaches pairs that never met in a history.
///
/// The directed pair counts C of ``CoVisitation`` are damped and logged, `X_ij = ln(1 + C_ij) / √(r_i^p · c_j^q)` with r
/// and c the sums of rows and columns, and X is replaced by its nearest matrix of low rank.
public enum FactorSimilarity {
    /// How many neighbours an item keeps.
    public static let neighborLimit = 200
    /// How many dimensions items have.
    public static let rank = 128
    private static let rowDamping: Float = 0.4
    private static let columnDamping: Float = 0.3
    private static let counts = CoVisitationParameters(
        gapDecay: 0.5, backward: 0.5, leftDamping: 0, rightDamping: 0, lengthDamping: 0.1, smoothing: 1, power: 1,
        historyDecay: 0.7)

    /// The factors of all items: `left` of an item that is had, `right` of one that may follow, both `[items × rank]`.
    public static func factors(
        _ histories: Histories, _ occurrences: Occurrences, seed: UInt64, threads: Int
    ) -> ItemFactors {
        let pairs = CoVisitation.weights(histories, occurrences, counts, threads: threads)
        let svd = TruncatedSVD(damped(pairs), rank: rank, seed: seed, threads: threads)
        return ItemFactors(left: svd.left, right: svd.right)
    }

    static func damped(_ pairs: SparseMatrix) -> SparseMatrix {
        var result = pairs
        var rowSums = [Float](repeating: 0, count: pairs.rows)
        var columnSums = [Float](repeating: 0, count: pairs.columns)
        for row in 0..<pairs.rows {
            for position in pairs.range(ofRow: row) {
                rowSums[row] += pairs.values[position]
                columnSums[Int(pairs.columnIndices[position])] += pairs.values[position]
            }
        }
        let rowScales = rowSums.map { $0 > 0 ? pow($0, -rowDamping) : 0 }
        let columnScales = columnSums.map { $0 > 0 ? pow($0, -columnDamping) : 0 }
        for row in 0..<pairs.rows {
            for position in pairs.range(ofRow: row) {
                result.values[position] =
                    log(1 + pairs.values[position]) * rowScales[row]
                    * columnScales[Int(pairs.columnIndices[position])]
            }
        }
        return result
    }

    /// The largest values above zero of each row of `left · rightᵀ`, without the diagonal: `[items × items]`.
    /// - Complexity: O(items² · rank), a block of rows at a time.
    public static func neighbors(_ factors: ItemFactors, threads: Int) -> SparseMatrix {
        let (left, right) = (factors.left, factors.right)
        let items = left.rows
        let parts = Parallel.mapChunks(of: items, chunk: 64, threads: threads) { rows in
            let block = Matrix(
                rows: rows.count, columns: left.columns,
                elements: Array(left.elements[rows.lowerBound * left.columns..<rows.upperBound * left.columns]))
            return DenseRows.largest(
                of: block.multiplied(by: right, transposed: true), firstRow: rows.lowerBound, limit: neighborLimit)
        }
        return SparseMatrix(rowParts: parts, columns: items)
    }
}
