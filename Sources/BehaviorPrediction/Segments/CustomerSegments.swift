import Foundation
import LinearAlgebra

/// How customers are grouped.
public enum SegmentationMethod: String, Sendable, CaseIterable {
    /// Nearest centre; the number of groups by silhouette.
    case kmeans
    /// Most probable Gaussian; the number of groups by BIC.
    case mixture
}

/// A group of customers who behave alike.
public struct CustomerSegment: Sendable, Equatable {
    /// Its number, from 1, largest first.
    public let number: Int
    /// What it is like, against everybody.
    public let description: String
    /// User numbers.
    public let users: [Int]
    /// Median of each of ``CustomerSegments/columns`` over its users, in the column's own unit.
    public let medians: [Float]
}

/// Customers grouped by how lately, how often and for how much they buy (or, in a shop without purchases, visit).
public struct CustomerSegments: Sendable {
    /// What customers are told apart by.
    public let columns: [SegmentColumn]
    /// The groups, largest first.
    public let segments: [CustomerSegment]
    /// Mean silhouette over all customers, or over a sample of ``silhouetteSample`` where there are more; in [−1, 1].
    public let silhouette: Double
    /// Silhouette (or BIC) of each number of groups that was tried, by number.
    public let tried: [(count: Int, score: Double)]

    /// The silhouette takes time quadratic in customers; beyond so many, every k-th is looked at.
    public static let silhouetteSample = 5_000

    /// Groups everybody known before `day`.
    /// - Parameter count: how many groups; `nil` for the best of 2 to 8.
    /// - Throws: ``BehaviorError/nothingToLearn(kind:need:)`` with fewer than ten customers.
    public init(
        _ log: ActivityLog, day: Int32, count: Int? = nil, method: SegmentationMethod = .kmeans, seed: UInt64,
        threads: Int
    ) throws(BehaviorError) {
        let users = log.users(before: day, buyers: log.hasPurchases)
        guard users.count >= 10 else {
            throw .nothingToLearn(
                kind: "a segment", need: "there are \(users.count) customers before that day, and it takes ten")
        }
        let columns = SegmentColumn.columns(of: log)
        let table = CustomerFeatures(log, at: day, horizon: 30, hasItems: false).matrix(of: users, threads: threads)
        let points = Self.standardized(table, columns)
        let sample = Self.sample(points)
        var tried: [(count: Int, score: Double)] = []
        var best: (assignments: [Int], count: Int, score: Double)?
        for groups in count.map({ $0...$0 }) ?? 2...8 {
            let clusters = KMeans.cluster(points, count: groups, seed: seed, threads: threads)
            let (assignments, score) = Self.judge(clusters, points, sample, method, threads: threads)
            tried.append((groups, score))
            if score > best?.score ?? -.infinity { best = (assignments, clusters.count, score) }
        }
        guard let best else { preconditionFailure("at least one number of groups is tried") }
        self.columns = columns
        self.tried = tried
        silhouette = Silhouette.mean(
            sample.points, assignments: sample.rows.map { best.assignments[$0] }, count: best.count,
            threads: threads)
        segments = SegmentDescriptions(table, columns, users, best.assignments, count: best.count).segments
    }

    // Higher is better: BIC counts negative.
    private static func judge(
        _ clusters: Clustering, _ points: Matrix, _ sample: (points: Matrix, rows: [Int]),
        _ method: SegmentationMethod, threads: Int
    ) -> (assignments: [Int], score: Double) {
        switch method {
        case .kmeans:
            let score = Silhouette.mean(
                sample.points, assignments: sample.rows.map { clusters.assignments[$0] }, count: clusters.count,
                threads: threads)
            return (clusters.assignments, score)
        case .mixture:
            let mixture = GaussianMixture(points, start: clusters)
            return (mixture.assignments(points), -mixture.bayesianInformation(count: points.rows))
        }
    }

    // z-scores of ln(1 + x).
    private static func standardized(_ table: Matrix, _ columns: [SegmentColumn]) -> Matrix {
        var result = Matrix(rows: table.rows, columns: columns.count)
        for (place, column) in columns.enumerated() {
            let values = (0..<table.rows).map { row in
                let value = table[row, column.feature.column]
                return value.isFinite ? Double(log1p(max(value, 0))) : 0
            }
            let mean = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            let scale = variance > 1e-12 ? 1 / variance.squareRoot() : 0
            for row in 0..<table.rows { result[row, place] = Float((values[row] - mean) * scale) }
        }
        return result
    }

    private static func sample(_ points: Matrix) -> (points: Matrix, rows: [Int]) {
        let step = (points.rows + silhouetteSample - 1) / silhouetteSample
        let rows = Array(stride(from: 0, to: points.rows, by: step))
        return (
            Matrix(rows: rows.count, columns: points.columns, elements: rows.flatMap { Array(points.row($0)) }), rows
        )
    }
}
