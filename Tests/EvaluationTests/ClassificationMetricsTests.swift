import Evaluation
import Foundation
import Testing

@Suite struct ClassificationMetricsTests {
    static let rows = [0, 1, 2, 3]
    static let result = ClassificationResult(
        classCount: 2, truth: [0, 1, 1, 0],
        probabilities: [[0.9, 0.1], [0.6, 0.4], [0.4, 0.6], [0.6, 0.4]])

    @Test func countsByHand() {
        let metrics = ClassificationMetrics(Self.result)
        #expect(metrics.accuracy(Self.rows) == 0.75)
        // Class 0: TP 2, FP 1, FN 0; class 1: TP 1, FP 0, FN 1.
        let macro = metrics.macro(Self.rows)
        #expect(abs(macro.precision - (2.0 / 3 + 1) / 2) < 1e-12)
        #expect(abs(macro.recall - 0.75) < 1e-12)
        #expect(abs(macro.f1 - (0.8 + 2.0 / 3) / 2) < 1e-12)
    }

    @Test func tiesCountHalfInTheArea() {
        // Positives score .4 and .6, negatives .1 and .4: wins 1 + ½ + 1 + 1 of 4.
        #expect(abs(ClassificationMetrics(Self.result).areaUnderCurve(Self.rows) - 3.5 / 4) < 1e-12)
        #expect(ClassificationMetrics(Self.result).areaUnderCurve([0]).isNaN)
    }

    @Test func logLossIsInNatsAndFinite() {
        let metrics = ClassificationMetrics(Self.result)
        let expected = -(log(0.9) + log(0.4) + log(0.6) + log(0.6)) / 4
        #expect(abs(metrics.logLoss(Self.rows) - expected) < 1e-6)
        let unknown = ClassificationResult(classCount: 2, truth: [-1], probabilities: [[1, 0]])
        #expect(abs(ClassificationMetrics(unknown).logLoss([0]) + log(1e-7)) < 1e-9)
        #expect(ClassificationMetrics(unknown).accuracy([0]) == 0)
    }

    @Test func topAccuracyLooksFurtherDown() {
        let result = ClassificationResult(
            classCount: 3, truth: [2, 0], probabilities: [[0.5, 0.3, 0.2], [0.2, 0.5, 0.3]])
        let metrics = ClassificationMetrics(result)
        #expect(metrics.topAccuracy([0, 1], k: 1) == 0)
        #expect(metrics.topAccuracy([0, 1], k: 2) == 0)
        #expect(metrics.topAccuracy([0, 1], k: 3) == 1)
    }

    @Test func calibrationErrorIsTheGapBetweenConfidenceAndTruth() {
        let sure = ClassificationResult(
            classCount: 2, truth: [0, 0, 1, 1], probabilities: Array(repeating: [0.9, 0.1], count: 4))
        // Confidence .9, right half of the time; in one bin.
        #expect(abs(ClassificationMetrics(sure).calibrationError([0, 1, 2, 3], bins: 1) - 0.4) < 1e-6)
    }
}
