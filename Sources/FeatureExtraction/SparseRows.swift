import Foundation
import LinearAlgebra

/// Rows of a sparse matrix as one piece of work makes them.
struct SparseRows: Sendable {
    var indices: [Int32] = []
    var values: [Float] = []
    /// How many values each row has.
    var lengths: [Int] = []

    /// The rows of all pieces, in order.
    static func joined(_ pieces: [SparseRows], columns: Int) -> SparseMatrix {
        let rows = pieces.reduce(0) { $0 + $1.lengths.count }
        var offsets = [0]
        offsets.reserveCapacity(rows + 1)
        for piece in pieces {
            for length in piece.lengths { offsets.append(offsets[offsets.count - 1] + length) }
        }
        var indices: [Int32] = []
        var values: [Float] = []
        indices.reserveCapacity(offsets[rows])
        values.reserveCapacity(offsets[rows])
        for piece in pieces {
            indices += piece.indices
            values += piece.values
        }
        return SparseMatrix(
            rows: rows, columns: columns, rowOffsets: offsets, columnIndices: indices, values: values)
    }
}

/// 1 + ln of a count.
enum SublinearFrequency {
    // Few n-grams occur oftener in one text.
    private static let table = (0..<256).map { $0 == 0 ? 0 : 1 + log(Float($0)) }

    /// Calls `body` with the values of small counts.
    static func withTable<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
        table.withUnsafeBufferPointer(body)
    }

    /// The value of a count.
    @inline(__always)
    static func of(_ count: Int32, _ table: UnsafeBufferPointer<Float>) -> Float {
        Int(count) < table.count ? table[Int(count)] : 1 + log(Float(count))
    }
}
