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

    /// The integral itself is what a sum over ever finer steps comes near, in any depth.
    @Test(arguments: [[6, 12, 1], [6, 12, 8, 1], [6, 10, 8, 6, 2], [6, 9, 8, 7, 6, 1]])
    func theWalkGivesTheIntegral(_ sizes: [Int]) {
        var generator = SeededGenerator(seed: UInt64(sizes.count))
        var mlp = MLP(layerSizes: sizes, seed: 7)
        // Biases too, so that there are corners all along the path.
        for index in mlp.parameters.indices where mlp.parameters[index] == 0 {
            mlp.parameters[index] = generator.uniform() - 0.5
        }
        let input = (0..<6).map { _ in 4 * generator.uniform() - 2 }
        let baseline = (0..<6).map { _ in 4 * generator.uniform() - 2 }
        let steps = 40_000
        var points = Matrix(rows: steps, columns: 6)
        for step in 0..<steps {
            let place = (Float(step) + 0.5) / Float(steps)
            for column in 0..<6 {
                points[step, column] = baseline[column] + place * (input[column] - baseline[column])
            }
        }
        let gradients = mlp.inputGradients(points)
        let shares = Attribution.integratedGradients(mlp, input: input, baseline: baseline)
        for column in 0..<6 {
            let mean = (0..<steps).reduce(0.0) { $0 + Double(gradients[$1, column]) } / Double(steps)
            let expected = Float(mean) * (input[column] - baseline[column])
            #expect(abs(shares.weights[column] - expected) < 1e-3, "input \(column): \(shares.weights) \(expected)")
        }
    }

    @Test func aPreparedNetworkGivesTheSameForEveryInput() {
        let mlp = MLP(layerSizes: [5, 16, 8, 1], seed: 11)
        let baseline: [Float] = [0.5, -1, 0, 2, 0.25]
        let prepared = IntegratedGradients(of: mlp, from: baseline)
        for seed in UInt64(0)..<4 {
            var generator = SeededGenerator(seed: seed)
            let input = (0..<5).map { _ in generator.normal() }
            #expect(
                prepared.shares(of: input)
                    == Attribution.integratedGradients(mlp, input: input, baseline: baseline))
        }
    }

    /// An average of networks is explained part by part, and the parts are the whole.
    @Test(arguments: [[6, 12, 8, 1], [6, 10, 1], [6, 8, 6, 4, 2]])
    func anAverageIsTheSumOfItsParts(_ sizes: [Int]) {
        var generator = SeededGenerator(seed: 5)
        let networks = (0..<3).map { seed in
            var mlp = MLP(layerSizes: sizes, seed: UInt64(seed))
            mlp.parameters = mlp.parameters.map { $0 == 0 ? generator.uniform() - 0.5 : $0 }
            return mlp
        }
        let average = MLP.average(of: networks)
        let input = (0..<6).map { _ in 4 * generator.uniform() - 2 }
        let baseline = (0..<6).map { _ in 4 * generator.uniform() - 2 }
        let shares = Attribution.integratedGradients(average, input: input, baseline: baseline)
        let parts = networks.map { Attribution.integratedGradients($0, input: input, baseline: baseline) }
        for column in 0..<6 {
            let mean = parts.reduce(0) { $0 + $1.weights[column] } / 3
            #expect(abs(shares.weights[column] - mean) < 1e-5)
        }
        #expect(average.summands().count == (sizes.count > 3 ? 3 : 1))
        let rows = Matrix(rows: 1, columns: 6, elements: input)
        for output in 0..<sizes[sizes.count - 1] {
            let sum = average.summands().reduce(0) { $0 + $1.predict(rows)[output] }
            #expect(abs(sum - average.predict(rows)[output]) < 1e-5)
        }
    }
}
