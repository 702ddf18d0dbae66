import LinearAlgebra

/// Fills gaps of a table from the rows that are most alike in what is known of both.
///
/// The distance of two rows is the mean squared difference over the columns that both know, each in its own deviations.
struct NearestRows: Sendable, Equatable, Codable {
    private let neighbors: Int
    private let columns: Int
    // Rows that are compared with, standardised, one after the other; NaN for missing.
    private let rows: [Float]
    private let means: [Float]
    private let deviations: [Float]

    // More rows to compare with find hardly better ones.
    private static let mostRows = 1_000

    /// Remembers rows of `table`, evenly spread over it.
    init(_ table: Matrix, neighbors: Int) {
        self.neighbors = max(neighbors, 1)
        columns = table.columns
        let kept = min(table.rows, Self.mostRows)
        var (means, deviations) = ([Float](), [Float]())
        for column in 0..<table.columns {
            let known = (0..<table.rows).map { table[$0, column] }.filter(\.isFinite)
            let count = Double(max(known.count, 1))
            let mean = known.reduce(0.0) { $0 + Double($1) } / count
            let variance = known.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
            means.append(Float(mean))
            deviations.append(variance > 0 ? Float(variance.squareRoot()) : 1)
        }
        self.means = means
        self.deviations = deviations
        rows = (0..<kept).flatMap { place -> [Float] in
            let row = place * table.rows / kept
            return (0..<table.columns).map { (table[row, $0] - means[$0]) / deviations[$0] }
        }
    }

    /// `table` with every gap filled; one in a column that no row knows stays.
    func filled(_ table: Matrix) -> Matrix {
        var result = table
        for row in 0..<table.rows where table.row(row).contains(where: { !$0.isFinite }) {
            let own = (0..<columns).map { (table[row, $0] - means[$0]) / deviations[$0] }
            let order = distances(own)
            for column in 0..<columns where !own[column].isFinite {
                var (sum, count) = (Float(0), 0)
                for other in order where count < neighbors {
                    let value = rows[other * columns + column]
                    guard value.isFinite else { continue }
                    sum += value
                    count += 1
                }
                guard count > 0 else { continue }
                result[row, column] = means[column] + deviations[column] * sum / Float(count)
            }
        }
        return result
    }

    // Remembered rows, the most alike first; those with nothing in common are left out.
    private func distances(_ own: [Float]) -> [Int] {
        let all = (0..<rows.count / max(columns, 1)).compactMap { other -> (row: Int, distance: Float)? in
            var (sum, count) = (Float(0), Float(0))
            for column in 0..<columns {
                let difference = rows[other * columns + column] - own[column]
                guard difference.isFinite else { continue }
                sum += difference * difference
                count += 1
            }
            return count > 0 ? (other, sum / count) : nil
        }
        return all.sorted { ($0.distance, $0.row) < ($1.distance, $1.row) }.map(\.row)
    }
}
