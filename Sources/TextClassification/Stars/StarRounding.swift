/// From the mean of a distribution over levels to the level that agrees best with the truth, by quadratic kappa.
///
/// With p the level said and v the mean of the truth's distribution, kappa is 2 cov(p, v) / (E p² − 2 E p E v + E t²), which is
/// greatest where each p is the level nearest to c + (v − c)/κ: c is the mean of all v, κ the greatest kappa itself. So one
/// number is to be found, and Dinkelbach's iteration (Management Science, 1967) finds it.
struct StarRounding: Sendable, Equatable {
    /// The mean of all predictions, from which they are stretched away.
    var center: Float = 0
    /// What distances from the centre are divided by, in (0, 1]; 1 is plain rounding.
    var shrinkage: Float = 1

    /// The rounding with the greatest kappa that is to be expected if the probabilities are right. No label is needed, so nothing
    /// is fitted to the noise in labels.
    /// - Parameter probabilities: of texts that were not learned from, `[texts][levels]`; plain rounding without any.
    static func fit(_ probabilities: [[Float]], levels: [Float]) -> StarRounding {
        guard !probabilities.isEmpty else { return StarRounding() }
        let means = probabilities.map { StarPrediction.mean(levels, $0) }
        let squares = levels.map { $0 * $0 }
        let count = Double(means.count)
        let center = means.reduce(0) { $0 + Double($1) } / count
        let truthSquares = probabilities.reduce(0) { $0 + Double(StarPrediction.mean(squares, $1)) } / count
        // From below, kappa rises with every step; plain rounding may take all texts for the same level.
        var rounding = StarRounding(center: Float(center), shrinkage: least)
        for _ in 0..<mostSteps {
            var (product, sum, ownSquares) = (0.0, 0.0, 0.0)
            for mean in means {
                let level = Double(rounding.level(of: mean, among: levels))
                product += level * Double(mean)
                sum += level
                ownSquares += level * level
            }
            let chance = (ownSquares / count) - 2 * (sum / count) * center + truthSquares
            let kappa = Float(2 * (product / count - sum / count * center) / chance)
            // All texts are alike, and there is nothing to stretch.
            guard kappa > least else { return StarRounding(center: Float(center)) }
            if kappa == rounding.shrinkage { break }
            rounding.shrinkage = min(kappa, 1)
        }
        return rounding
    }

    // Each step at least triples the digits that are right; the rest is caution.
    private static let mostSteps = 30
    private static let least: Float = 0.05

    /// The level nearest to the stretched `mean`; the lower one of two that are equally near.
    func level(of mean: Float, among levels: [Float]) -> Float {
        let stretched = center + (mean - center) / shrinkage
        return levels.reduce(levels[0]) { abs($1 - stretched) < abs($0 - stretched) ? $1 : $0 }
    }
}
