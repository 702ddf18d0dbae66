import Foundation

/// How much each of two scores counts, so that softmax(first · x + second · y) fits held-out labels best.
struct ScoreBlend: Sendable, Equatable {
    /// What the first score is multiplied by, 0 or more.
    var first: Double
    /// What the second score is multiplied by, 0 or more.
    var second: Double
    /// The mean −ln p(true label), in nats.
    var loss: Double

    /// The blend with the lowest held-out loss. The loss is convex in the two weights; Newton's method finds its minimum,
    /// and where that would be below 0 for one of them, the minimum with 0 there. No weight is above 20, and a score that is
    /// alone counts at least 1/20, so that scores that are never or always right stay finite.
    /// - Parameters:
    ///   - x: the first scores, `[rows][classes]`.
    ///   - y: the second scores, `[rows][classes]`.
    static func fit(_ x: [[Float]], _ y: [[Float]], labels: [Int32]) -> ScoreBlend {
        let free = descend(x, y, labels: labels, from: (0.5, 0.5), fixed: (false, false))
        if free.first >= 0, free.second >= 0 {
            return ScoreBlend(first: min(free.first, most), second: min(free.second, most), loss: free.loss)
        }
        var onlyFirst = descend(x, y, labels: labels, from: (1, 0), fixed: (false, true))
        var onlySecond = descend(x, y, labels: labels, from: (0, 1), fixed: (true, false))
        onlyFirst.first = min(max(onlyFirst.first, least), most)
        onlySecond.second = min(max(onlySecond.second, least), most)
        return onlySecond.second > least && onlySecond.loss < onlyFirst.loss ? onlySecond : onlyFirst
    }

    private static let least = 0.05
    private static let most = 20.0

    /// first · x + second · y.
    func apply(_ x: [[Float]], _ y: [[Float]]) -> [[Float]] {
        zip(x, y).map { x, y in zip(x, y).map { Float(first) * $0 + Float(second) * $1 } }
    }

    private static func descend(
        _ x: [[Float]], _ y: [[Float]], labels: [Int32], from start: (Double, Double), fixed: (Bool, Bool)
    ) -> ScoreBlend {
        var point = start
        var here = Slopes(x, y, labels: labels, at: point)
        for _ in 0..<50 {
            // A little more curvature keeps the step finite where a score says nothing.
            let (a, b, c) = (here.curvature.xx + 1e-9, here.curvature.xy, here.curvature.yy + 1e-9)
            let determinant = a * c - b * b
            var step = (
                (c * here.slope.x - b * here.slope.y) / determinant, (a * here.slope.y - b * here.slope.x) / determinant
            )
            if fixed.0 { step = (0, here.slope.y / c) }
            if fixed.1 { step = (here.slope.x / a, 0) }
            guard step.0.isFinite, step.1.isFinite else { break }
            var next = here
            var share = 1.0
            var candidate = point
            repeat {
                candidate = (point.0 - share * step.0, point.1 - share * step.1)
                next = Slopes(x, y, labels: labels, at: candidate)
                share /= 2
            } while next.loss > here.loss && share > 1e-4
            guard next.loss < here.loss else { break }
            let gain = here.loss - next.loss
            (point, here) = (candidate, next)
            if gain < 1e-9 { break }
        }
        return ScoreBlend(first: point.0, second: point.1, loss: here.loss)
    }
}

/// The mean loss at one pair of weights and its first and second derivatives.
private struct Slopes {
    var loss = 0.0
    var slope = (x: 0.0, y: 0.0)
    var curvature = (xx: 0.0, xy: 0.0, yy: 0.0)

    init(_ x: [[Float]], _ y: [[Float]], labels: [Int32], at point: (Double, Double)) {
        for row in x.indices {
            let (xs, ys) = (x[row], y[row])
            var highest = -Double.infinity
            for label in xs.indices {
                highest = max(highest, point.0 * Double(xs[label]) + point.1 * Double(ys[label]))
            }
            var (sum, mx, my, mxx, mxy, myy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
            for label in xs.indices {
                let (u, v) = (Double(xs[label]), Double(ys[label]))
                let weight = exp(point.0 * u + point.1 * v - highest)
                sum += weight
                mx += weight * u
                my += weight * v
                mxx += weight * u * u
                mxy += weight * u * v
                myy += weight * v * v
            }
            mx /= sum
            my /= sum
            let (u, v) = (Double(xs[Int(labels[row])]), Double(ys[Int(labels[row])]))
            loss += log(sum) + highest - point.0 * u - point.1 * v
            slope.x += mx - u
            slope.y += my - v
            curvature.xx += mxx / sum - mx * mx
            curvature.xy += mxy / sum - mx * my
            curvature.yy += myy / sum - my * my
        }
        let scale = 1 / Double(max(x.count, 1))
        loss *= scale
        slope = (slope.x * scale, slope.y * scale)
        curvature = (curvature.xx * scale, curvature.xy * scale, curvature.yy * scale)
    }
}
