import Evaluation
import LinearAlgebra

/// How good our model is after learning from a part of the data only, which tells whether more data would make it better.
public struct LearningPoint: Sendable {
    /// The part of the data that was learned from, in (0, 1].
    public let share: Double
    /// The area under the ROC curve on what was learned from.
    public let learned: Estimate
    /// The same on what was held out.
    public let heldOut: Estimate
}

/// Learns from ever larger parts of the data; each is a part of the next.
struct LearningCurve {
    let bootstrap: Bootstrap

    private static let shares = [0.125, 0.25, 0.5, 1]

    /// What a model says of rows, and what came.
    typealias Judged = (probabilities: [Float], outcomes: [Bool])

    /// - Parameters:
    ///   - units: who or what there is to learn from.
    ///   - judge: learns from some of them, and judges these and what is held out; throws where they are too few.
    func points<Unit>(
        _ units: [Unit], judge: ([Unit]) throws -> (learned: Judged, heldOut: Judged)
    ) -> [LearningPoint] {
        var order = units
        var generator = SeededGenerator(seed: bootstrap.seed, stream: 12)
        generator.shuffle(&order)
        return Self.shares.compactMap { share in
            // Too few to learn from make no point.
            guard let found = try? judge(Array(order.prefix(Int((share * Double(order.count)).rounded())))) else {
                return nil
            }
            return LearningPoint(share: share, learned: area(found.learned), heldOut: area(found.heldOut))
        }
    }

    private func area(_ judged: Judged) -> Estimate {
        let metrics = BinaryMetrics(probabilities: judged.probabilities, outcomes: judged.outcomes)
        return bootstrap.statistic(count: metrics.count) { metrics.areaUnderCurve($0) }
    }
}
