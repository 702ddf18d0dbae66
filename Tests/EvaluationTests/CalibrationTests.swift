import Evaluation
import Testing

@Suite struct CalibrationTests {
    @Test func adjacentViolatorsArePooled() {
        let fit = IsotonicRegression(scores: [4, 1, 3, 2], outcomes: [true, false, false, true])
        #expect(fit.bounds == [1, 3, 4])
        #expect(fit.values == [0, 0.5, 1])
        #expect([-1, 1, 1.5, 3, 3.5, 9].map { fit.probability(of: $0) } == [0, 0, 0.5, 0.5, 1, 1])
    }

    @Test func equalScoresShareOneValue() {
        let fit = IsotonicRegression(scores: [1, 1, 1, 1, 2], outcomes: [true, false, false, false, true])
        #expect(fit.bounds == [1, 2])
        #expect(fit.values == [0.25, 1])
        #expect(IsotonicRegression(scores: [], outcomes: []).probability(of: 1) == 0)
    }

    @Test func poolingReachesBack() {
        // 1 | 0 | 0 | 0: every step violates the one before it, until one block of ¼ is left.
        let fit = IsotonicRegression(scores: [1, 2, 3, 4], outcomes: [true, false, false, false])
        #expect(fit.bounds == [4])
        #expect(fit.values == [0.25])
    }

    @Test func reliabilityIsByEqualMass() {
        let reliability = Reliability(
            probabilities: [0.1, 0.9, 0.3, 0.7], outcomes: [false, true, true, false], bins: 2)
        #expect(reliability.bins.map(\.count) == [2, 2])
        #expect(reliability.bins.map(\.observed) == [0.5, 0.5])
        // |.2 − .5| and |.8 − .5|.
        #expect(abs(reliability.expectedCalibrationError - 0.3) < 1e-12)
        #expect(Reliability(probabilities: [0.5], outcomes: [true]).bins.count == 1)
    }

    @Test func confusionCountsByHand() {
        let table = ConfusionTable(
            ClassificationResult(
                classCount: 2, truth: [0, 1, 1, 0, -1],
                probabilities: [[0.9, 0.1], [0.6, 0.4], [0.4, 0.6], [0.6, 0.4], [0.2, 0.8]]), labels: ["no", "yes"])
        #expect(table.counts == [[2, 0], [1, 1]])
        #expect(table.unknown == [0, 1])
        let yes = table.classes[1]
        #expect(yes.precision == 0.5)
        #expect(yes.recall == 0.5)
        #expect(yes.f1 == 0.5)
        #expect(yes.support == 2)
        #expect(abs(table.classes[0].f1 - 0.8) < 1e-12)
    }
}
