/// A point of a curve.
public struct CurvePoint: Sendable, Equatable {
    /// Along the horizontal axis.
    public let x: Double
    /// Along the vertical axis.
    public let y: Double

    /// A point from its parts.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// What every threshold on a predicted probability comes to.
public struct BinaryCurves: Sendable, Equatable {
    /// False-positive rate and true-positive rate, from (0, 0) to (1, 1).
    public let roc: [CurvePoint]
    /// Recall and precision, by rising recall.
    public let precisionRecall: [CurvePoint]
    /// The share of rows taken, surest first, and how many times more often the outcome came among them than among all.
    public let lift: [CurvePoint]

    // More points than that cannot be told apart on a page.
    private static let mostPoints = 200

    /// Curves of `probabilities` beside what came of them; empty without rows of both outcomes.
    public init(probabilities: [Float], outcomes: [Bool]) {
        precondition(probabilities.count == outcomes.count, "\(probabilities.count) for \(outcomes.count) outcomes")
        let order = probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
        let positives = Double(outcomes.count { $0 })
        let negatives = Double(outcomes.count) - positives
        guard positives > 0, negatives > 0 else {
            (roc, precisionRecall, lift) = ([], [], [])
            return
        }
        var (roc, precisionRecall, lift) = ([CurvePoint(x: 0, y: 0)], [CurvePoint](), [CurvePoint]())
        var hits = 0.0
        for (place, row) in order.enumerated() {
            if outcomes[row] { hits += 1 }
            // Rows of equal probability pass a threshold together.
            if place + 1 < order.count, probabilities[order[place + 1]] == probabilities[row] { continue }
            let taken = Double(place + 1)
            roc.append(CurvePoint(x: (taken - hits) / negatives, y: hits / positives))
            precisionRecall.append(CurvePoint(x: hits / positives, y: hits / taken))
            lift.append(
                CurvePoint(x: taken / Double(outcomes.count), y: hits / taken * Double(outcomes.count) / positives))
        }
        self.roc = Self.thinned(roc)
        self.precisionRecall = Self.thinned(precisionRecall)
        self.lift = Self.thinned(lift)
    }

    private static func thinned(_ points: [CurvePoint]) -> [CurvePoint] {
        guard points.count > mostPoints else { return points }
        return (0..<mostPoints).map { points[$0 * (points.count - 1) / (mostPoints - 1)] }
    }
}
