/// Counts the columns of one text after another, and gives them back in order without sorting: a column that occurs is
/// marked by a bit, and the bits are read upward.
struct ColumnCounter {
    // Everything is 0 between two texts. Counts are modulo 256, so that more of them are near the processor; what is left
    // out of the few that are higher stands in `carries`.
    private var counts: [UInt8]
    private var carries: [Int32: Int32] = [:]
    private var marks: [UInt64]
    // A bit for each of the marks that is not 0.
    private var summary: [UInt64]

    /// How far beyond the last column ``count(_:into:)`` may write.
    static let slack = 4

    init(columns: Int) {
        counts = [UInt8](repeating: 0, count: columns)
        marks = [UInt64](repeating: 0, count: (columns + 63) / 64)
        summary = [UInt64](repeating: 0, count: (columns + 4095) / 4096)
    }

    /// Counts `columns`, and writes those that occur to `distinct`, rising, each once. ``takeCounts(of:_:)`` must follow.
    /// - Parameter distinct: has room for as many as there are columns, and for ``slack`` more.
    /// - Returns: how many there are.
    mutating func count(_ columns: UnsafeBufferPointer<Int32>, into distinct: UnsafeMutablePointer<Int32>) -> Int {
        counts.withUnsafeMutableBufferPointer { counts in
            marks.withUnsafeMutableBufferPointer { marks in
                summary.withUnsafeMutableBufferPointer { summary in
                    for column in columns {
                        let place = Int(column)
                        counts[place] &+= 1
                        if counts[place] == 0 { carries[column, default: 0] += 256 }
                        marks[place >> 6] |= 1 << UInt64(place & 63)
                        summary[place >> 12] |= 1 << UInt64((place >> 6) & 63)
                    }
                    var count = 0
                    for block in summary.indices where summary[block] != 0 {
                        var words = summary[block]
                        summary[block] = 0
                        while words != 0 {
                            let word = block << 6 | words.trailingZeroBitCount
                            words &= words &- 1
                            count &+= Self.write(marks[word], of: word, to: distinct + count)
                            marks[word] = 0
                        }
                    }
                    return count
                }
            }
        }
    }

    // How many bits a word has cannot be foretold, so four are written even if there are fewer.
    @inline(__always)
    private static func write(_ marks: UInt64, of word: Int, to distinct: UnsafeMutablePointer<Int32>) -> Int {
        let first = Int32(truncatingIfNeeded: word << 6)
        var bits = marks
        for place in 0..<slack {
            distinct[place] = first &+ Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
            bits &= bits &- 1
        }
        var place = slack
        while bits != 0 {
            distinct[place] = first &+ Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
            bits &= bits &- 1
            place &+= 1
        }
        return marks.nonzeroBitCount
    }

    /// Calls `body` with each of the columns that were written, its place among them and how often it occurs, and forgets them.
    @inline(__always)
    mutating func takeCounts(
        of distinct: UnsafeBufferPointer<Int32>, _ body: (_ place: Int, _ column: Int32, _ count: Int32) -> Void
    ) {
        let hasCarries = !carries.isEmpty
        counts.withUnsafeMutableBufferPointer { counts in
            for place in 0..<distinct.count {
                let column = distinct[place]
                let carried = hasCarries ? carries[column] ?? 0 : 0
                body(place, column, Int32(counts[Int(column)]) &+ carried)
                counts[Int(column)] = 0
            }
        }
        if hasCarries { carries.removeAll() }
    }
}
