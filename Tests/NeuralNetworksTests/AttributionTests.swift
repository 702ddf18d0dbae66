import LinearAlgebra
import Testing

@testable import NeuralNetworks

@Suite struct AttributionTests {
    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func sharesAddUpToTheDifference(_ seed: UInt64) {
        let mlp = MLP(layerSizes: [10, 32, 16, 1], seed: seed)
        var generator = SeededGenerator(seed: seed)
        let input = (0..<10).map { _ in 2 * generator.normal() }
        let baseline = (0..<10).map { _ in generator.normal() }
        let shares = Attribution.integratedGradients(mlp, input: input, baseline: baseline)
        #expect(abs(shares.weights.reduce(0, +) - (shares.output - shares.baselineOutput)) < 1e-4)
        #expect(abs(shares.output - mlp.predict(Matrix(rows: 1, columns: 10, elements: input))[0]) < 1e-5)
    }

    @Test func aLinearNetworkGivesItsProducts() throws {
        let mlp = try MLP(layerSizes: [3, 1], parameters: [2, -1, 0.5, 7])
        let shares = Attribution.integratedGradients(mlp, input: [1, 2, 4], baseline: [0, 0, 0])
        #expect(shares.weights == [2, -2, 2])
        #expect(shares.baselineOutput == 7)
    }

    @Test func whatDoesNotDifferGetsNothing() {
        let mlp = MLP(layerSizes: [3, 8, 1], seed: 1)
        #expect(Attribution.integratedGradients(mlp, input: [1, 2, 3], baseline: [0, 2, 0]).weights[1] == 0)
    }
}
