public import LinearAlgebra

/// How unlike each other the items of a list are, by what is known of the items themselves.
///
/// `1 − mean cosine` over all pairs of the list (Ziegler et al., WWW 2005), in [0, 1] for rows without negative values.
public struct IntraListDiversity: Sendable {
    private let rows: SparseMatrix

    /// - Parameter rows: what is known of each item, `[items × features]`; scaled to length 1 here.
    public init(rows: SparseMatrix) {
        var unit = rows
        for row in 0..<rows.rows {
            let range = rows.range(ofRow: row)
            let length = rows.values[range].reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { continue }
            for position in range { unit.values[position] /= length }
        }
        self.rows = unit
    }

    /// The diversity of each list's first `cutoff` items. Items of which nothing is known are passed over; `nil` where
    /// fewer than two are left.
    public func values(of lists: [[Int32]], cutoff: Int, threads: Int) -> [Double?] {
        Parallel.mapChunks(of: lists.count, chunk: 256, threads: threads) { range -> [Double?] in
            var sums = [Float](repeating: 0, count: rows.columns)
            return range.map { diversity(of: lists[$0].prefix(cutoff), &sums) }
        }.flatMap { $0 }
    }

    // Of unit rows, the squared length of the sum is k + 2 · (sum of all cosines): no pair need be looked at.
    private func diversity(of list: ArraySlice<Int32>, _ sums: inout [Float]) -> Double? {
        let known = list.filter { !rows.range(ofRow: Int($0)).isEmpty }
        guard known.count >= 2 else { return nil }
        var squares = 0.0
        for item in known {
            for position in rows.range(ofRow: Int(item)) {
                let column = Int(rows.columnIndices[position])
                let before = Double(sums[column])
                sums[column] += rows.values[position]
                squares += Double(sums[column]) * Double(sums[column]) - before * before
            }
        }
        for item in known {
            for position in rows.range(ofRow: Int(item)) { sums[Int(rows.columnIndices[position])] = 0 }
        }
        let k = Double(known.count)
        return 1 - (squares - k) / (k * (k - 1))
    }
}
