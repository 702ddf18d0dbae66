import LinearAlgebra
import Testing

@testable import NeuralNetworks

/// Backpropagation against finite differences, through the whole network and every loss.
@Suite struct GradientTests {
    @Test(arguments: Loss.allCases)
    func backpropagationIsTheSlopeOfTheLoss(_ loss: Loss) {
        let outputs = loss.isListwise ? 1 : 2
        let mlp = MLP(layerSizes: [5, 8, 6, outputs], seed: 3)
        let lists = Self.lists(outputs: outputs, seed: 4)
        let settings = TrainingSettings(loss: loss, l2: 0, dropout: 0, negativesPerList: nil)
        let source = TrainingSource(lists, mlp: mlp, settings: settings, sampled: false)
        let shard = TrainingShard(mlp: mlp, settings: settings)
        shard.reserve(rows: lists.features.rows, lists: lists.count)
        let all = ArraySlice(0..<lists.count)
        mlp.parameters.withUnsafeBufferPointer {
            shard.learn(all, of: source, epoch: 0, parameters: $0, scale: 1)
        }
        let gradient = Array(shard.gradient)
        var largest: Float = 0
        var compared = 0
        for index in stride(from: 0, to: mlp.parameters.count, by: 3) {
            func loss(at change: Float) -> Double {
                var parameters = mlp.parameters
                parameters[index] += change
                return parameters.withUnsafeBufferPointer { shard.evaluate(all, of: source, parameters: $0) }
            }
            let step: Float = 1e-2
            let slopes = [step, step / 2].map { Float((loss(at: $0) - loss(at: -$0)) / Double(2 * $0)) }
            // Where a unit's corner lies within the step, the two slopes differ and neither is a derivative.
            guard abs(slopes[0] - slopes[1]) < 2e-3 * max(1, abs(slopes[0])) else { continue }
            compared += 1
            largest = max(largest, abs(slopes[1] - gradient[index]) / max(1, abs(gradient[index])))
        }
        #expect(compared > 25)
        #expect(largest < 5e-3)
    }

    @Test func inputGradientsAreTheSlopeOfTheOutput() {
        let mlp = MLP(layerSizes: [4, 7, 1], seed: 8)
        let input: [Float] = [0.3, -0.7, 1.1, 0.2]
        let gradients = mlp.inputGradients(Matrix(rows: 1, columns: 4, elements: input))
        for column in 0..<4 {
            let outputs = [Float(1e-3), -1e-3].map { change in
                var moved = input
                moved[column] += change
                return mlp.predict(Matrix(rows: 1, columns: 4, elements: moved))[0]
            }
            #expect(abs((outputs[0] - outputs[1]) / 2e-3 - gradients[0, column]) < 1e-2)
        }
    }

    @Test func adamTakesTheStepOfThePaper() {
        var adam = Adam(count: 2)
        var parameters: [Float] = [1, 1]
        func step(_ gradient: [Float]) {
            parameters.withUnsafeMutableBufferPointer { parameters in
                gradient.withUnsafeBufferPointer { adam.step(parameters, gradient: $0, learningRate: 0.1) }
            }
        }
        step([0.5, -2])
        // After one step both bias-corrected means are the gradient, so each parameter moves by the rate.
        #expect(abs(parameters[0] - 0.9) < 1e-5)
        #expect(abs(parameters[1] - 1.1) < 1e-5)
        step([0.5, 2])
        // m = (0.9·0.1·−2 + 0.1·2)/(1 − 0.81) = 0.10526, v = 4: the step is 0.1·0.10526/2.
        #expect(abs(parameters[0] - 0.8) < 1e-5)
        #expect(abs(parameters[1] - (1.1 - 0.1 * 0.105263 / 2)) < 1e-5)
    }

    private static func lists(outputs: Int, seed: UInt64) -> TrainingLists {
        var generator = SeededGenerator(seed: seed)
        let rows = 12
        let features = Matrix(rows: rows, columns: 5, elements: (0..<rows * 5).map { _ in generator.normal() })
        let targets = (0..<rows * outputs).map { Float($0 % 4 == 0 ? 1 : 0) }
        return TrainingLists(features: features, offsets: [0, 4, 8, 12], targets: targets)
    }
}
