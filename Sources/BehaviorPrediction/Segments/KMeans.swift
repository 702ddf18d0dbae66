public import LinearAlgebra

/// Groups of points with their centres.
public struct Clustering: Sendable, Equatable {
    /// `[clusters × columns]`.
    public let centers: Matrix
    /// The cluster of each point.
    public let assignments: [Int]
    /// The sum of squared distances of points to their centres.
    public let inertia: Double

    /// How many clusters there are.
    public var count: Int { centers.rows }

    /// How many points each cluster has.
    public var sizes: [Int] {
        var sizes = [Int](repeating: 0, count: count)
        for cluster in assignments { sizes[cluster] += 1 }
        return sizes
    }
}

/// k-means with k-means++ starts (Arthur and Vassilvitskii, SODA 2007) and Lloyd's iteration.
public enum KMeans {
    private static let mostIterations = 100

    /// The best of `starts` clusterings of `points` `[points × columns]` into `count` groups, largest group first.
    ///
    /// Fewer groups come out where there are fewer different points.
    public static func cluster(
        _ points: Matrix, count: Int, starts: Int = 20, seed: UInt64, threads: Int
    ) -> Clustering {
        precondition(count >= 1 && points.rows > 0, "\(count) clusters of \(points.rows) points")
        let runs = Parallel.map(starts, threads: threads) { start in
            var generator = SeededGenerator(seed: seed, stream: UInt64(start))
            return lloyd(points, centers: seeds(points, count: count, generator: &generator))
        }
        let best = runs.indices.min { (runs[$0].inertia, $0) < (runs[$1].inertia, $1) }!
        return runs[best].largestFirst
    }

    // Each next centre is drawn with a chance that grows with the squared distance to the nearest one so far.
    private static func seeds(_ points: Matrix, count: Int, generator: inout SeededGenerator) -> [[Float]] {
        var centers = [Array(points.row(generator.below(points.rows)))]
        var distances = [Float](repeating: .infinity, count: points.rows)
        while centers.count < count {
            for row in 0..<points.rows {
                distances[row] = min(distances[row], squaredDistance(points, row, centers[centers.count - 1]))
            }
            let total = distances.reduce(0.0) { $0 + Double($1) }
            guard total > 0 else { break }
            var left = Double(generator.uniform()) * total
            var chosen = points.rows - 1
            for row in 0..<points.rows {
                left -= Double(distances[row])
                if left < 0 {
                    chosen = row
                    break
                }
            }
            centers.append(Array(points.row(chosen)))
        }
        return centers
    }

    private static func lloyd(_ points: Matrix, centers start: [[Float]]) -> Clustering {
        var centers = start
        var assignments = [Int](repeating: -1, count: points.rows)
        var inertia = 0.0
        for _ in 0..<mostIterations {
            var isStable = true
            inertia = 0
            for row in 0..<points.rows {
                let (nearest, distance) = nearest(points, row, centers)
                inertia += Double(distance)
                if assignments[row] != nearest {
                    assignments[row] = nearest
                    isStable = false
                }
            }
            if isStable { break }
            centers = means(points, assignments, previous: centers)
        }
        return Clustering(
            centers: Matrix(rows: centers.count, columns: points.columns, elements: centers.flatMap(\.self)),
            assignments: assignments, inertia: inertia)
    }

    private static func means(_ points: Matrix, _ assignments: [Int], previous: [[Float]]) -> [[Float]] {
        var sums = previous.map { [Double](repeating: 0, count: $0.count) }
        var counts = [Double](repeating: 0, count: previous.count)
        for row in 0..<points.rows {
            counts[assignments[row]] += 1
            for column in 0..<points.columns { sums[assignments[row]][column] += Double(points[row, column]) }
        }
        return previous.indices.map { cluster in
            // A centre that lost all its points stays where it was.
            counts[cluster] > 0 ? sums[cluster].map { Float($0 / counts[cluster]) } : previous[cluster]
        }
    }

    /// The nearest of `centers` to a point, and its squared distance; ties to the first.
    static func nearest(_ points: Matrix, _ row: Int, _ centers: [[Float]]) -> (cluster: Int, distance: Float) {
        var best = (cluster: 0, distance: Float.infinity)
        for (cluster, center) in centers.enumerated() {
            let distance = squaredDistance(points, row, center)
            if distance < best.distance { best = (cluster, distance) }
        }
        return best
    }

    private static func squaredDistance(_ points: Matrix, _ row: Int, _ center: [Float]) -> Float {
        var sum: Float = 0
        let start = row * points.columns
        for column in 0..<points.columns {
            let difference = points.elements[start + column] - center[column]
            sum += difference * difference
        }
        return sum
    }
}

extension Clustering {
    /// The same clusters numbered by falling size; equal sizes keep their order.
    fileprivate var largestFirst: Clustering {
        let sizes = sizes
        let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        var number = [Int](repeating: 0, count: sizes.count)
        for (place, cluster) in order.enumerated() { number[cluster] = place }
        return Clustering(
            centers: Matrix(
                rows: count, columns: centers.columns, elements: order.flatMap { Array(centers.row($0)) }),
            assignments: assignments.map { number[$0] }, inertia: inertia)
    }
}
