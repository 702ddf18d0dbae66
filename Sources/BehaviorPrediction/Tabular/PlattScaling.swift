import Foundation

/// Turns a score into a probability: σ(slope · score + shift), fitted to outcomes the model has not seen (Platt, 1999).
public struct PlattScaling: Sendable, Equatable, Codable {
    /// Factor of the score; above 0, so that the order stays.
    public var slope: Float = 1
    /// What is added.
    public var shift: Float = 0

    /// No change.
    public init() {}

    // So many made-up rows hold the fit at "no change".
    private static let prior = 50.0
    private static let steps = 50

    /// Fits by Newton's method with halved steps, with a prior at slope 1 and shift 0 so that few outcomes change little.
    public init(scores: [Float], outcomes: [Bool]) {
        precondition(scores.count == outcomes.count, "\(scores.count) scores for \(outcomes.count) outcomes")
        var fit = Fit(scores: scores, outcomes: outcomes)
        for _ in 0..<Self.steps where !fit.isDone { fit.step() }
        // A slope at or below 0 says that the score orders nothing; the order is then kept, faintly.
        slope = Float(max(fit.a, 0.05))
        shift = Float(fit.b)
    }

    /// The search for slope `a` and shift `b`.
    struct Fit {
        let scores: [Float]
        let outcomes: [Bool]
        var a = 1.0
        var b = 0.0
        var isDone = false

        mutating func step() {
            var gradient = (PlattScaling.prior / 4 * (a - 1), PlattScaling.prior / 4 * b)
            var (aa, ab, bb) = (PlattScaling.prior / 4, 0.0, PlattScaling.prior / 4)
            for (score, outcome) in zip(scores, outcomes) {
                let z = Double(score)
                let p = 1 / (1 + exp(-(a * z + b)))
                let weight = p * (1 - p)
                gradient.0 += (p - (outcome ? 1 : 0)) * z
                gradient.1 += p - (outcome ? 1 : 0)
                aa += weight * z * z
                ab += weight * z
                bb += weight
            }
            let determinant = aa * bb - ab * ab
            let direction = (
                (bb * gradient.0 - ab * gradient.1) / determinant, (aa * gradient.1 - ab * gradient.0) / determinant
            )
            var share = 1.0
            let before = loss(a, b)
            while share > 1e-6, loss(a - share * direction.0, b - share * direction.1) > before { share /= 2 }
            (a, b) = (a - share * direction.0, b - share * direction.1)
            isDone = abs(share * direction.0) + abs(share * direction.1) < 1e-9 || share <= 1e-6
        }

        private func loss(_ a: Double, _ b: Double) -> Double {
            let prior = PlattScaling.prior / 8 * ((a - 1) * (a - 1) + b * b)
            return zip(scores, outcomes).reduce(prior) { sum, row in
                let z = a * Double(row.0) + b
                return sum + max(z, 0) - (row.1 ? z : 0) + log1p(exp(-abs(z)))
            }
        }
    }

    /// The score's log-odds after scaling.
    public func logit(_ score: Float) -> Float { slope * score + shift }

    /// The score's probability, in [0, 1].
    public func probability(_ score: Float) -> Float { 1 / (1 + exp(-logit(score))) }
}
