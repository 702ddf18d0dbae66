import LinearAlgebra
import Testing

@Suite struct SeededGeneratorTests {
    @Test func followsThePublishedSequence() {
        // SplitMix64 with seed 1234567, as given by its reference implementation.
        var generator = SeededGenerator(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
    }

    @Test func shuffleIsAPermutationAndRepeats() {
        var first = Array(0..<50)
        var second = first
        var one = SeededGenerator(seed: 3)
        var two = SeededGenerator(seed: 3)
        one.shuffle(&first)
        two.shuffle(&second)
        #expect(first == second)
        #expect(first != Array(0..<50))
        #expect(first.sorted() == Array(0..<50))
    }
}

extension SeededGeneratorTests {
    @Test func belowReachesEveryNumberAboutEquallyOften() {
        var generator = SeededGenerator(seed: 9)
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<10_000 { counts[generator.below(10)] += 1 }
        // Standard deviation of each count: √(10,000 · 0.1 · 0.9) = 30.
        #expect(counts.allSatisfy { abs($0 - 1_000) < 150 })
    }
}
