import Foundation
public import LinearAlgebra

/// Turns a table of raw numbers with gaps into network inputs: skewed columns as logarithms, everything scaled and clipped,
/// a missing value as ``Preprocessing`` says with a flag beside it.
///
/// Columns without two different values say nothing and are left out. With `knots`, a column is also laid out piecewise
/// linearly between its quantiles (Gorishniy, Rubachev and Babenko, NeurIPS 2022), which lets a small network bend where
/// the data does.
public struct FeatureEncoder: Sendable, Equatable {
    let columns: [EncodedColumn]
    /// How many columns the raw table has.
    public let inputCount: Int
    // Fills gaps before anything else, where rows that are alike do.
    let nearest: NearestRows?

    init(columns: [EncodedColumn], inputCount: Int, nearest: NearestRows?) {
        self.columns = columns
        self.inputCount = inputCount
        self.nearest = nearest
    }

    /// Learns scales from `table` `[rows × columns]`, NaN for missing.
    /// - Parameter knots: quantiles a column is laid out between; 0 for none.
    public init(fitting table: Matrix, knots: Int = 0, preprocessing: Preprocessing = Preprocessing()) {
        inputCount = table.columns
        columns = (0..<table.columns).compactMap { source in
            var values: [Float] = []
            values.reserveCapacity(table.rows)
            for row in 0..<table.rows where table[row, source].isFinite { values.append(table[row, source]) }
            return EncodedColumn(
                source: source, values, hasFlag: values.count < table.rows, knots: knots, preprocessing: preprocessing)
        }
        if case .nearest(let neighbors) = preprocessing.missing, columns.contains(where: \.hasFlag) {
            nearest = NearestRows(table, neighbors: neighbors)
        } else {
            nearest = nil
        }
    }

    /// How many inputs a network gets.
    public var outputCount: Int { columns.reduce(0) { $0 + $1.width } }

    /// The raw column of each network input.
    public var sources: [Int] { columns.flatMap { [Int](repeating: $0.source, count: $0.width) } }

    /// Rows of a table in which nothing is missing that this encoder looks at.
    func completeRows(of table: Matrix) -> [Int] {
        (0..<table.rows).filter { row in columns.allSatisfy { table[row, $0.source].isFinite } }
    }

    /// `[rows × inputCount]` → `[rows × outputCount]`.
    public func encode(_ table: Matrix) -> Matrix {
        precondition(table.columns == inputCount, "\(table.columns) columns for an encoder of \(inputCount)")
        let filled = nearest?.filled(table) ?? table
        var result = Matrix(rows: table.rows, columns: outputCount)
        for row in 0..<table.rows {
            var place = row * result.columns
            for column in columns {
                let isMissing = !table[row, column.source].isFinite
                column.write(filled[row, column.source], isMissing: isMissing, into: &result.elements, at: place)
                place += column.width
            }
        }
        return result
    }
}
