public import LinearAlgebra

/// Scores by item for one user: a dense array and a list of the items that have a score, so that clearing it costs as
/// much as filling it did. One a thread.
public struct ScoreAccumulator: ~Copyable {
    private let scores: UnsafeMutableBufferPointer<Float>
    private let touched: UnsafeMutableBufferPointer<Int32>
    private var touchedCount = 0

    /// Room for items 0..<`itemCount`.
    public init(itemCount: Int) {
        scores = .allocate(capacity: max(itemCount, 1))
        scores.initialize(repeating: 0)
        // Room for one more, which `add` writes before it knows whether it counts.
        touched = .allocate(capacity: itemCount + 1)
        touched.initialize(repeating: 0)
    }

    deinit {
        scores.deallocate()
        touched.deallocate()
    }

    /// How many items have a score.
    public var count: Int { touchedCount }

    /// The items that have a score, in the order in which they got it.
    public func item(at position: Int) -> Int32 { touched[position] }

    /// The score of an item; 0 if it has none.
    public func score(of item: Int32) -> Float { scores[Int(item)] }

    /// Adds `score`, above zero, to that of `item`.
    @inline(__always)
    public mutating func add(_ score: Float, to item: Int32) {
        let known = scores[Int(item)]
        // Without a branch, which no processor could foretell.
        touched[touchedCount] = item
        touchedCount += known == 0 ? 1 : 0
        scores[Int(item)] = known + score
    }

    /// Adds one row of `matrix`, times `scale`; both above zero.
    public mutating func add(row: Int, of matrix: SparseMatrix, scaledBy scale: Float) {
        let range = matrix.range(ofRow: row)
        matrix.columnIndices.withUnsafeBufferPointer { columns in
            matrix.values.withUnsafeBufferPointer { values in
                for position in range { add(scale * values[position], to: columns[position]) }
            }
        }
    }

    /// Replaces every score by what `transform` makes of it, which must be above zero.
    public mutating func mapScores(_ transform: (Int32, Float) -> Float) {
        for position in 0..<touchedCount {
            let item = touched[position]
            scores[Int(item)] = transform(item, scores[Int(item)])
        }
    }

    /// Forgets every score.
    public mutating func clear() {
        for position in 0..<touchedCount { scores[Int(touched[position])] = 0 }
        touchedCount = 0
    }

    /// The best items, best first, ties to the lower item.
    /// - Parameters:
    ///   - count: how many at most.
    ///   - isAllowed: which items may be among them.
    public func best(_ count: Int, where isAllowed: (Int32) -> Bool) -> [TopK.Entry] {
        var best = TopK(capacity: count)
        for position in 0..<touchedCount {
            let item = touched[position]
            let score = scores[Int(item)]
            if best.wouldKeep(item, score: score), isAllowed(item) { best.insert(item, score: score) }
        }
        return best.drain()
    }
}
