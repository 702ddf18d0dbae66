import Evaluation
import LinearAlgebra
import Testing

@Suite struct BootstrapTests {
    @Test func intervalHasTheWidthTheoryGives() {
        var generator = SeededGenerator(seed: 5)
        let sample = (0..<2_000).map { _ in [Double(generator.below(2))] }
        let estimate = Bootstrap().means(of: sample, columns: 1)[0]
        // Standard error of a coin's mean over 2,000 throws: 0.5/√2000 = 0.0112, so the interval is 0.0438 wide.
        #expect(abs((estimate.high - estimate.low) - 0.0438) < 0.004)
        #expect(estimate.low < estimate.value && estimate.value < estimate.high)
    }

    @Test func doesNotDependOnThreads() {
        let sample = (0..<300).map { [Double($0 % 7), Double($0 % 3)] }
        #expect(
            Bootstrap(draws: 100, threads: 1).means(of: sample, columns: 2)
                == Bootstrap(draws: 100, threads: 2).means(of: sample, columns: 2))
    }

    @Test func pairedDifferenceIsTighterThanTheParts() {
        var generator = SeededGenerator(seed: 6)
        let first = (0..<500).map { _ in Double(generator.uniform()) }
        let second = first.map { $0 - 0.01 }
        let difference = Bootstrap().difference(first, second)
        #expect(abs(difference.value - 0.01) < 1e-9)
        #expect(difference.low > 0.0099 && difference.high < 0.0101)
    }

    @Test func shareHasWilsonsInterval() {
        // 8 of 10, as tabulated for the score interval without continuity correction: .4902 to .9433.
        let estimate = Estimate(share: 0.8, count: 10)
        #expect(abs(estimate.low - 0.4902) < 1e-4)
        #expect(abs(estimate.high - 0.9433) < 1e-4)
    }

    @Test func nothingGivesZeroUnits() {
        #expect(Bootstrap().means(of: [], columns: 2).map(\.count) == [0, 0])
    }
}
