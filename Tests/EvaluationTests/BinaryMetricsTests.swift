import Evaluation
import Foundation
import LinearAlgebra
import Testing

@Suite struct BinaryMetricsTests {
    private let metrics = BinaryMetrics(
        probabilities: [0.9, 0.8, 0.8, 0.3, 0.1], outcomes: [true, true, false, true, false])
    private let all = Array(0..<5)

    @Test func valuesAreThoseWorkedOutByHand() {
        // Of the six pairs, four are the right way round and one is tied.
        #expect(abs(metrics.areaUnderCurve(all) - 4.5 / 6) < 1e-12)
        // Thresholds .9, .8, .3: precision 1, 2/3, 3/4 at a third of recall each.
        #expect(abs(metrics.averagePrecision(all) - (1 + 2.0 / 3 + 0.75) / 3) < 1e-12)
        #expect(abs(metrics.brier(all) - (0.01 + 0.04 + 0.64 + 0.49 + 0.01) / 5) < 1e-6)
        #expect(abs(metrics.logLoss(all) + (log(0.9) + log(0.8) + log(0.2) + log(0.3) + log(0.9)) / 5) < 1e-6)
        #expect(metrics.accuracy(all) == 0.6)
        #expect(metrics.atHalf(all).precision == 2.0 / 3 && metrics.atHalf(all).recall == 2.0 / 3)
        // Bins: .9 with a true one, .8 twice with one, .3 with a true one, .1 with none.
        #expect(abs(metrics.calibrationError(all) - (0.1 + 0.6 + 0.7 + 0.1) / 5) < 1e-6)
    }

    @Test func rowsCountAsOftenAsTheyAreNamed() {
        #expect(metrics.areaUnderCurve([0, 0, 4]) == 1)
        #expect(metrics.accuracy([2, 2, 0]) == 1.0 / 3)
        #expect(metrics.areaUnderCurve([0]).isNaN)
    }

    @Test func amountsAreMeasuredAsDefined() {
        let metrics = AmountMetrics(predicted: [1, 2, 4], truth: [2, 2, 0])
        let all = [0, 1, 2]
        #expect(abs(metrics.meanAbsoluteError(all) - 5.0 / 3) < 1e-12)
        #expect(abs(metrics.pinball(all, share: 0.9) - (0.9 + 0 + 0.4) / 3) < 1e-9)
        #expect(abs(metrics.coefficientOfDetermination(all) - (1 - 17 / (8.0 / 3))) < 1e-9)
        #expect(abs(metrics.rootMeanSquaredLogError([0, 1]) - (pow(log(3) - log(2), 2) / 2).squareRoot()) < 1e-9)
        // Ranks 1, 2, 3 against 2.5, 2.5, 1.
        #expect(abs(metrics.rankCorrelation(all) + 1.5 / (2 * 1.5).squareRoot()) < 1e-9)
    }

    @Test func concordanceIsThatOfAllPairs() {
        var generator = SeededGenerator(seed: 2)
        let count = 200
        let times = (0..<count).map { _ in generator.below(15) }
        let predicted = (0..<count).map { _ in Float(generator.below(12)) }
        let isEvent = (0..<count).map { _ in generator.below(3) > 0 }
        var (pairs, concordant) = (0.0, 0.0)
        for i in 0..<count where isEvent[i] {
            for j in 0..<count where times[j] > times[i] || (times[j] == times[i] && !isEvent[j]) {
                pairs += 1
                concordant += predicted[j] > predicted[i] ? 1 : predicted[j] == predicted[i] ? 0.5 : 0
            }
        }
        let index = Concordance.index(predicted: predicted, times: times, isEvent: isEvent)
        #expect(abs(index - concordant / pairs) < 1e-12)
        #expect(Concordance.index(predicted: [1, 2], times: [1, 1], isEvent: [false, false]).isNaN)
    }
}
