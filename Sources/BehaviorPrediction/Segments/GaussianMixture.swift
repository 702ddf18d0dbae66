import Foundation
public import LinearAlgebra

/// A mixture of Gaussians with diagonal covariances, fitted by expectation–maximisation (Dempster, Laird and Rubin, 1977).
public struct GaussianMixture: Sendable, Equatable {
    /// Share of each component, `[components]`.
    public private(set) var weights: [Double]
    /// `[components][columns]`.
    public private(set) var means: [[Double]]
    /// `[components][columns]`, above 0.
    public private(set) var variances: [[Double]]
    /// Mean log-likelihood of the points it was fitted to, in nats.
    public private(set) var logLikelihood = -Double.infinity

    private static let mostIterations = 200
    private static let tolerance = 1e-6
    // Keeps a component from closing in on one point.
    private static let leastVariance = 1e-3

    /// Fits to `points` `[points × columns]`, starting from the clusters of k-means.
    public init(_ points: Matrix, start: Clustering) {
        let count = start.count
        weights = start.sizes.map { max(Double($0), 1) / Double(points.rows) }
        means = (0..<count).map { start.centers.row($0).map(Double.init) }
        variances = [[Double]](repeating: [Double](repeating: 1, count: points.columns), count: count)
        for _ in 0..<Self.mostIterations {
            let before = logLikelihood
            maximize(points)
            if logLikelihood - before < Self.tolerance { break }
        }
    }

    /// The Bayesian information criterion (Schwarz, 1978) on `count` points: lower is better.
    public func bayesianInformation(count: Int) -> Double {
        let parameters = weights.count - 1 + weights.count * means[0].count * 2
        return Double(parameters) * log(Double(count)) - 2 * logLikelihood * Double(count)
    }

    /// The most probable component of each point; ties to the first.
    public func assignments(_ points: Matrix) -> [Int] {
        (0..<points.rows).map { row in
            let densities = logDensities(points, row)
            return densities.indices.reduce(0) { densities[$1] > densities[$0] ? $1 : $0 }
        }
    }

    private func logDensities(_ points: Matrix, _ row: Int) -> [Double] {
        weights.indices.map { component in
            var sum = log(weights[component])
            for column in 0..<points.columns {
                let variance = variances[component][column]
                let difference = Double(points[row, column]) - means[component][column]
                sum -= (log(2 * .pi * variance) + difference * difference / variance) / 2
            }
            return sum
        }
    }

    private mutating func maximize(_ points: Matrix) {
        var totals = [Double](repeating: 0, count: weights.count)
        var sums = means.map { _ in [Double](repeating: 0, count: points.columns) }
        var squares = sums
        var likelihood = 0.0
        for row in 0..<points.rows {
            let densities = logDensities(points, row)
            let highest = densities.max() ?? 0
            let normalizer = highest + log(densities.reduce(0) { $0 + exp($1 - highest) })
            likelihood += normalizer
            for component in weights.indices {
                let share = exp(densities[component] - normalizer)
                totals[component] += share
                for column in 0..<points.columns {
                    let value = Double(points[row, column])
                    sums[component][column] += share * value
                    squares[component][column] += share * value * value
                }
            }
        }
        logLikelihood = likelihood / Double(points.rows)
        for component in weights.indices where totals[component] > 1e-9 {
            weights[component] = totals[component] / Double(points.rows)
            for column in 0..<points.columns {
                let mean = sums[component][column] / totals[component]
                means[component][column] = mean
                variances[component][column] = max(
                    squares[component][column] / totals[component] - mean * mean, Self.leastVariance)
            }
        }
    }
}
