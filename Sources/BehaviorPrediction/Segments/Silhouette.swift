public import LinearAlgebra

/// How well points lie within their clusters (Rousseeuw, 1987).
public enum Silhouette {
    /// The mean over `points` `[points × columns]` of (b − a) / max(a, b), where a is the mean distance to the points of
    /// the own cluster and b the smallest mean distance to those of another; in [−1, 1]. Points alone in their cluster
    /// count 0.
    /// - Complexity: quadratic in the points.
    public static func mean(_ points: Matrix, assignments: [Int], count: Int, threads: Int) -> Double {
        precondition(assignments.count == points.rows, "\(assignments.count) assignments of \(points.rows) points")
        var sizes = [Int](repeating: 0, count: count)
        for cluster in assignments { sizes[cluster] += 1 }
        guard sizes.count(where: { $0 > 0 }) > 1 else { return 0 }
        let counts = sizes
        let sums = Parallel.mapChunks(of: points.rows, chunk: 128, threads: threads) { range in
            range.reduce(0.0) { $0 + value(points, $1, assignments, counts) }
        }
        return sums.reduce(0, +) / Double(points.rows)
    }

    private static func value(_ points: Matrix, _ row: Int, _ assignments: [Int], _ sizes: [Int]) -> Double {
        let own = assignments[row]
        guard sizes[own] > 1 else { return 0 }
        var distances = [Double](repeating: 0, count: sizes.count)
        points.elements.withUnsafeBufferPointer { elements in
            let start = row * points.columns
            for other in 0..<points.rows {
                var sum: Float = 0
                for column in 0..<points.columns {
                    let difference = elements[start + column] - elements[other * points.columns + column]
                    sum += difference * difference
                }
                distances[assignments[other]] += Double(sum.squareRoot())
            }
        }
        let within = distances[own] / Double(sizes[own] - 1)
        var between = Double.infinity
        for cluster in sizes.indices where cluster != own && sizes[cluster] > 0 {
            between = min(between, distances[cluster] / Double(sizes[cluster]))
        }
        let larger = max(within, between)
        return larger > 0 ? (between - within) / larger : 0
    }
}
