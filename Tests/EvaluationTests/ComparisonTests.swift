import Evaluation
import Testing

@Suite struct ComparisonTests {
    @Test func holmStepsDown() {
        // Sorted: .005·4 = .02, .01·3 = .03, .03·2 = .06, and .04·1 may not fall below .06.
        let adjusted = HolmCorrection.adjusted([0.01, 0.04, 0.03, 0.005])
        for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) { #expect(abs(value - expected) < 1e-12) }
        #expect(HolmCorrection.adjusted([0.9, 0.8]) == [1, 1])
        #expect(HolmCorrection.adjusted([]).isEmpty)
    }

    @Test func pIsTheShareOfDrawsOnTheOtherSide() {
        let comparison = Bootstrap(draws: 4_000).compare([1, 1, 1, 0], [0, 0, 0, 1])
        #expect(comparison.difference.value == 0.5)
        // Mean .5, squared deviations .25 · 3 + 2.25 over 3 degrees of freedom: standard deviation 1.
        #expect(comparison.effectSize == 0.5)
        // Of four draws, each +1 with probability ¾, at most two are +1 with probability .2617.
        #expect(abs(comparison.p - 2 * 0.2617) < 0.04)
    }

    @Test func equalModelsDoNotDiffer() {
        let comparison = Bootstrap().compare([0.1, 0.5, 0.2], [0.1, 0.5, 0.2])
        #expect(comparison.p == 1)
        #expect(comparison.effectSize == 0)
        #expect(Bootstrap().compare([], []).p == 1)
    }

    @Test func aClearDifferenceHasTheSmallestP() {
        let first = (0..<200).map { Double($0 % 7) + 1 }
        let comparison = Bootstrap(draws: 999).compare(first, (0..<200).map { Double($0 % 5) / 10 })
        #expect(comparison.p == 2.0 / 1_000)
        #expect(comparison.difference.low > 0)
    }
}
