import Foundation

/// The BG/NBD model of purchases (Fader, Hardie and Lee, Marketing Science 2005): customers buy at random at a rate of their
/// own, and after each purchase may silently leave for good.
///
/// Rates are gamma distributed over customers (shape r, rate α), the chances to leave beta distributed (a, b).
struct BuyTillYouDie: Sendable, Equatable {
    /// What of a customer's past the model looks at.
    struct History: Sendable, Equatable {
        /// Days of purchase after the first.
        var repeats: Double
        /// Days from the first to the last purchase.
        var recency: Double
        /// Days from the first purchase to now.
        var age: Double
    }

    let r: Double
    let alpha: Double
    let a: Double
    let b: Double

    // More customers than these do not move the fit.
    private static let mostCustomers = 2_000

    /// The parameters of the greatest likelihood over every k-th of `histories`.
    init(fitting histories: [History]) {
        let step = max((histories.count + Self.mostCustomers - 1) / Self.mostCustomers, 1)
        let sample = stride(from: 0, to: histories.count, by: step).map { histories[$0] }
        let best = NelderMead.minimum(from: [0, 3, 0, 1], step: 0.5, iterations: 250) { point in
            // A faint pull to the start keeps parameters finite where customers say little.
            let prior = point.reduce(0) { $0 + $1 * $1 } * 1e-3
            let model = BuyTillYouDie(logarithms: point)
            return prior - sample.reduce(0) { $0 + model.logLikelihood($1) } / Double(max(sample.count, 1))
        }
        self.init(logarithms: best)
    }

    private init(logarithms point: [Double]) {
        let bounded = point.map { exp(min(max($0, -8), 12)) }
        (r, alpha, a, b) = (bounded[0], bounded[1], bounded[2], bounded[3])
    }

    /// ln of the likelihood of a history.
    func logLikelihood(_ history: History) -> Double {
        let (x, t, age) = (history.repeats, history.recency, history.age)
        let rate = lgamma(r + x) - lgamma(r) + r * log(alpha)
        let stays = lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x)
        let alive = rate + stays - (r + x) * log(alpha + age)
        guard x > 0 else { return alive }
        let left = rate + stays + log(a) - log(b + x - 1) - (r + x) * log(alpha + t)
        let larger = max(alive, left)
        return larger + log(exp(alive - larger) + exp(left - larger))
    }

    /// The probability that a customer has not left, in [0, 1].
    func alive(_ history: History) -> Double {
        let (x, t, age) = (history.repeats, history.recency, history.age)
        guard x > 0 else { return 1 }
        return 1 / (1 + a / (b + x - 1) * exp((r + x) * (log(alpha + age) - log(alpha + t))))
    }

    /// The probability of a purchase in the `days` to come, in [0, 1].
    func chance(_ history: History, days: Double) -> Double {
        let none = exp((r + history.repeats) * (log(alpha + history.age) - log(alpha + history.age + days)))
        return alive(history) * (1 - none)
    }
}

/// The simplex search of Nelder and Mead (The Computer Journal, 1965).
enum NelderMead {
    /// A point near the smallest value of `function` that is found from `start`.
    static func minimum(
        from start: [Double], step: Double, iterations: Int, of function: ([Double]) -> Double
    ) -> [Double] {
        var simplex =
            [start]
            + start.indices.map { axis in
                var corner = start
                corner[axis] += step
                return corner
            }
        var values = simplex.map(function)
        func point(_ center: [Double], _ corner: [Double], _ share: Double) -> [Double] {
            zip(center, corner).map { $0 + share * ($1 - $0) }
        }
        for _ in 0..<iterations {
            let order = values.indices.sorted { values[$0] < values[$1] }
            simplex = order.map { simplex[$0] }
            values = order.map { values[$0] }
            let worst = values.count - 1
            let center = start.indices.map { axis in
                simplex[..<worst].reduce(0) { $0 + $1[axis] } / Double(worst)
            }
            func replace(_ corner: [Double], _ value: Double) { (simplex[worst], values[worst]) = (corner, value) }
            let reflected = point(center, simplex[worst], -1)
            let value = function(reflected)
            if value < values[0] {
                let expanded = point(center, simplex[worst], -2)
                let further = function(expanded)
                if further < value { replace(expanded, further) } else { replace(reflected, value) }
            } else if value < values[worst - 1] {
                replace(reflected, value)
            } else {
                let contracted = point(center, value < values[worst] ? reflected : simplex[worst], 0.5)
                let nearer = function(contracted)
                if nearer < min(value, values[worst]) {
                    replace(contracted, nearer)
                } else {
                    for corner in 1..<simplex.count {
                        simplex[corner] = point(simplex[0], simplex[corner], 0.5)
                        values[corner] = function(simplex[corner])
                    }
                }
            }
        }
        return simplex[values.indices.min { values[$0] < values[$1] }!]
    }
}
