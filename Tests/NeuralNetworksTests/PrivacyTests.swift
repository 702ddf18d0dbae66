import Foundation
import LinearAlgebra
import Testing

@testable import NeuralNetworks

@Suite struct PrivacyTests {
    // The figures are those of dp-accounting 0.6 (RdpAccountant with the same orders).
    @Test(arguments: [
        ([(1.1, 256.0 / 60_000, 14_062)], 1e-5, 2.5969811785948815), ([(4.0, 0.01, 10_000)], 1e-5, 1.0354900660362436),
        ([(10.0, 1.0, 1)], 1e-5, 0.3752912223662765), ([(8.0, 1.0, 2), (2.5, 0.1, 400)], 1e-6, 4.544077412878798),
        ([(50.0, 0.2, 300)], 1e-5, 0.25300117978562536),
    ])
    func whatIsGivenAwayIsCounted(_ sums: [(Double, Double, Int)], _ delta: Double, _ epsilon: Double) {
        var accountant = PrivacyAccountant()
        for (noise, rate, steps) in sums { accountant.add(noiseMultiplier: noise, rate: rate, steps: steps) }
        #expect(abs(accountant.epsilon(delta: delta) - epsilon) < 1e-9)
    }

    // Order 2: ln of the expected square of the ratio of densities, by the rectangle rule.
    @Test func theDivergenceIsThatOfTheDensities() {
        let (noise, rate) = (1.3, 0.2)
        func density(_ x: Double, _ mean: Double) -> Double {
            exp(-(x - mean) * (x - mean) / (2 * noise * noise)) / (noise * (2 * Double.pi).squareRoot())
        }
        let width = 1e-3
        let square = stride(from: -20.0, to: 20, by: width).reduce(0) { sum, x in
            let mixed = (1 - rate) * density(x, 0) + rate * density(x, 1)
            return sum + width * mixed * mixed / density(x, 0)
        }
        var accountant = PrivacyAccountant()
        // So many steps that order 2 decides.
        accountant.add(noiseMultiplier: noise, rate: rate, steps: 20_000)
        let epsilon = 20_000 * log(square) + log(0.5) - (log(1e-5) + log(2))
        #expect(abs(accountant.epsilon(delta: 1e-5) - epsilon) < 1e-4 * epsilon)
    }

    @Test func theNoiseIsJustEnough() throws {
        var before = PrivacyAccountant()
        before.add(noiseMultiplier: 6)
        let noise = try #require(before.noiseMultiplier(epsilon: 2, delta: 1e-5, rate: 0.1, steps: 200))
        var exact = before
        exact.add(noiseMultiplier: noise, rate: 0.1, steps: 200)
        #expect(exact.epsilon(delta: 1e-5) <= 2)
        var less = before
        less.add(noiseMultiplier: noise * 0.99, rate: 0.1, steps: 200)
        #expect(less.epsilon(delta: 1e-5) > 2)
        #expect(before.noiseMultiplier(epsilon: 0.1, delta: 1e-5, rate: 0.1, steps: 200) == nil)
    }

    private static func rows(_ count: Int, inputs: Int, outputs: Int) -> TrainingLists {
        var generator = SeededGenerator(seed: 5)
        return TrainingLists(
            features: Matrix(
                rows: count, columns: inputs, elements: (0..<count * inputs).map { _ in 3 * generator.normal() }),
            targets: (0..<count * outputs).map { _ in generator.uniform() < 0.5 ? 1 : 0 })
    }

    private static func length(_ values: [Float]) -> Float { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }

    @Test(arguments: [Loss.binaryCrossEntropy, .squaredError])
    func nobodyCountsForMoreThanTheClip(_ loss: Loss) {
        let mlp = MLP(layerSizes: [6, 5, 4, 2], seed: 3)
        let data = Self.rows(40, inputs: 6, outputs: 2)
        var settings = PrivateTrainingSettings()
        settings.loss = loss
        func sum(_ rows: [Int], clip: Float) -> [Float] {
            settings.clip = clip
            var gradient = [Float](repeating: .nan, count: mlp.parameters.count)
            ClippedBatch(mlp: mlp, settings: settings).sumGradients(of: rows, data, mlp.parameters, into: &gradient)
            return gradient
        }
        // Each row by itself, shortened by hand.
        var expected = [Float](repeating: 0, count: mlp.parameters.count)
        var shortened = 0
        for row in 0..<40 {
            let whole = sum([row], clip: 1e9)
            let factor = min(1, 1.5 / Self.length(whole))
            if factor < 1 { shortened += 1 }
            #expect(abs(Self.length(sum([row], clip: 1.5)) - factor * Self.length(whole)) < 1e-4)
            for place in whole.indices { expected[place] += factor * whole[place] }
        }
        #expect(shortened > 5 && shortened < 40)
        let found = sum(Array(0..<40), clip: 1.5)
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(sum([], clip: 1).allSatisfy { $0 == 0 })
    }

    @Test func noiseIsNormalAndDrawsAreEven() {
        var noise = GaussianNoise(SeededGenerator(seed: 11))
        let draws = (0..<40_000).map { _ in noise.normal() }
        let mean = draws.reduce(0, +) / 40_000
        let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
        #expect(abs(mean) < 0.02 && abs(variance - 1) < 0.03)
        #expect(abs(Double(draws.count { abs($0) > 1.96 }) / 40_000 - 0.05) < 0.005)
        var counts = [Int](repeating: 0, count: 50)
        for _ in 0..<4_000 { for place in noise.chosen(of: 50, rate: 0.1) { counts[place] += 1 } }
        // 400 each, give or take 19.
        #expect(counts.allSatisfy { abs($0 - 400) < 95 })
        #expect(noise.chosen(of: 3, rate: 1) == [0, 1, 2])
    }

    @Test func someThingIsLearnedInSpiteOfNoise() throws {
        var generator = SeededGenerator(seed: 2)
        let people = 2_000
        var features = Matrix(rows: people * 2, columns: 3)
        var targets: [Float] = []
        for row in 0..<people * 2 {
            for column in 0..<3 { features[row, column] = generator.normal() }
            targets.append(features[row, 0] - features[row, 1] > 0 ? 1 : 0)
        }
        let rows = (0..<people).map { 2 * $0..<2 * $0 + 2 }
        var settings = PrivateTrainingSettings()
        settings.learningRate = 0.05
        func trained(_ seed: UInt64) throws -> MLP {
            var noise = GaussianNoise(SeededGenerator(seed: seed))
            return try PrivateTrainer(settings: settings).fit(
                MLP(layerSizes: [3, 1], seed: 0), features: features, targets: targets, people: rows, noise: &noise)
        }
        let mlp = try trained(1)
        let right = zip(mlp.predict(features), targets).count { ($0 > 0) == ($1 > 0.5) }
        #expect(right > 3_700)
        #expect(try trained(1) == mlp)
        #expect(try trained(2) != mlp)
        settings.loss = .listwiseSoftmax
        #expect(throws: NeuralNetworkError.self) { try trained(1) }
    }
}
