import Evaluation
import Testing

@Suite struct ShareComparisonTests {
    /// The first example of Newcombe 1998, table II: 56/70 less 48/80, method 10.
    @Test func theIntervalIsThePublishedOne() {
        let comparison = ShareComparison((48, 80), (56, 70))
        #expect(abs(comparison.difference.value - 0.2) < 1e-9)
        #expect(abs(comparison.difference.low - 0.0524) < 5e-5)
        #expect(abs(comparison.difference.high - 0.3339) < 5e-5)
    }

    /// Of the same table: 9/10 less 3/10, and 10/10 less 0/20, where simple intervals fail.
    @Test(arguments: [
        (3, 10, 9, 10, 0.1705, 0.8090), (0, 20, 10, 10, 0.6791, 1.0000), (0, 10, 0, 10, -0.2775, 0.2775),
    ])
    func smallAndExtremeShares(_ a: Int, _ m: Int, _ b: Int, _ n: Int, _ low: Double, _ high: Double) {
        let comparison = ShareComparison((a, m), (b, n))
        #expect(abs(comparison.difference.low - low) < 5e-5, "\(comparison.difference)")
        #expect(abs(comparison.difference.high - high) < 5e-5, "\(comparison.difference)")
    }

    @Test func theTestIsThatOfPooledShares() {
        // z = (0.8 − 0.6) / √(104/150 · 46/150 · (1/80 + 1/70)) = 2.6502
        let comparison = ShareComparison((48, 80), (56, 70))
        #expect(abs(comparison.p - 0.00804) < 1e-4, "\(comparison.p)")
        #expect(ShareComparison((0, 10), (0, 10)).p == 1)
        #expect(ShareComparison((0, 0), (0, 0)).p == 1)
    }

    @Test func moreUnitsShowSmallerDifferences() {
        let few = ShareComparison((50, 1_000), (50, 1_000)).detectable
        let many = ShareComparison((5_000, 100_000), (5_000, 100_000)).detectable
        // 2.8 · √(0.05 · 0.95 · 2/1000)
        #expect(abs(few - 0.02731) < 1e-4)
        #expect(abs(few / many - 10) < 1e-9)
    }

    @Test func aRatioThatIsOffIsFound() {
        // χ² = 50²/500 · 2 = 10: p = 0.001565.
        #expect(abs(SampleRatio.p(first: 450, second: 550, share: 0.5) - 0.001565) < 1e-5)
        #expect(SampleRatio.p(first: 800, second: 200, share: 0.2) == 1)
        #expect(SampleRatio.p(first: 0, second: 0, share: 0.5) == 1)
    }
}
