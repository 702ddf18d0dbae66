import LinearAlgebra

/// Builds sparse item × item matrices a row at a time, on all threads, keeping the largest values of each row.
enum SparseRows {
    /// A matrix of `count` rows and columns.
    /// - Parameters:
    ///   - limit: how many values a row keeps at most; ties to the lower column.
    ///   - fill: adds the values of one row to an empty accumulator.
    static func build(
        count: Int, limit: Int, threads: Int, _ fill: @Sendable (Int, inout ScoreAccumulator) -> Void
    ) -> SparseMatrix {
        let parts = Parallel.mapChunks(of: count, chunk: 256, threads: threads) { rows in
            var scores = ScoreAccumulator(itemCount: count)
            var columns: [Int32] = []
            var values: [Float] = []
            var lengths: [Int] = []
            for row in rows {
                fill(row, &scores)
                var kept = scores.best(limit) { _ in true }
                kept.sort { $0.item < $1.item }
                for entry in kept {
                    columns.append(entry.item)
                    values.append(entry.score)
                }
                lengths.append(kept.count)
                scores.clear()
            }
            return (columns: columns, values: values, lengths: lengths)
        }
        var offsets = [0]
        offsets.reserveCapacity(count + 1)
        for part in parts {
            for length in part.lengths { offsets.append(offsets[offsets.count - 1] + length) }
        }
        return SparseMatrix(
            rows: count, columns: count, rowOffsets: offsets, columnIndices: parts.flatMap(\.columns),
            values: parts.flatMap(\.values))
    }
}
