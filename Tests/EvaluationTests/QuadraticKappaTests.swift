import Evaluation
import Testing

@Suite struct QuadraticKappaTests {
    private func kappa(_ predicted: [Float], _ truth: [Float]) -> Double {
        QuadraticKappa(predicted: predicted, truth: truth).value(Array(truth.indices))
    }

    @Test func countsByHand() {
        // Squared misses 0 + 1 + 0 + 4 = 5. Shuffled: each of 1, 2, 3, 3 against each of 1, 3, 3, 1 gives
        // (0 + 4 + 4 + 0) + (1 + 1 + 1 + 1) + 2 · (4 + 0 + 0 + 4) = 28, over 4 rows 7.
        #expect(abs(kappa([1, 2, 3, 3], [1, 3, 3, 1]) - (1 - 5.0 / 7)) < 1e-12)
    }

    @Test func perfectIsOneChanceIsZeroAndContraryIsMinusOne() {
        #expect(kappa([1, 3, 5], [1, 3, 5]) == 1)
        #expect(abs(kappa([1, 1, 5, 5], [1, 5, 1, 5])) < 1e-12)
        #expect(abs(kappa([1, 5], [5, 1]) + 1) < 1e-12)
        // Always the same stars agree no more than chance does.
        #expect(abs(kappa([5, 5, 5], [5, 4, 1])) < 1e-12)
    }

    @Test func halvesAreLevelsToo() {
        // Squared misses ¼ + ¼; shuffled (¼ + 2¼ + 2¼ + ¼) / 2.
        #expect(abs(kappa([1.5, 2.5], [1, 3]) - (1 - 0.5 / (5.0 / 2))) < 1e-12)
    }

    @Test func rowsCountAsOftenAsTheyAreNamed() {
        let metric = QuadraticKappa(predicted: [1, 2, 4], truth: [1, 3, 5])
        #expect(metric.count == 3)
        #expect(metric.value([1, 1, 2]) == kappa([2, 2, 4], [3, 3, 5]))
        #expect(QuadraticKappa(predicted: [2, 2], truth: [2, 2]).value([0, 1]).isNaN)
    }
}
