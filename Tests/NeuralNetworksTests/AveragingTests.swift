import LinearAlgebra
import Testing

@testable import NeuralNetworks

@Suite struct AveragingTests {
    @Test func theMergedNetworkGivesTheMean() {
        let networks = (0..<3).map { MLP(layerSizes: [5, 7, 4, 2], seed: UInt64($0 + 1)) }
        var generator = SeededGenerator(seed: 9)
        let inputs = Matrix(rows: 20, columns: 5, elements: (0..<100).map { _ in generator.normal() })
        let outputs = networks.map { $0.predict(inputs) }
        let merged = MLP.average(of: networks)
        #expect(merged.layerSizes == [5, 21, 12, 2])
        for (index, value) in merged.predict(inputs).enumerated() {
            #expect(abs(value - (outputs[0][index] + outputs[1][index] + outputs[2][index]) / 3) < 1e-5)
        }
        #expect(MLP.average(of: [networks[0]]) == networks[0])
    }

    @Test func networksThatAddUpAreAddedOneAfterTheOther() {
        let merged = MLP.average(of: (0..<3).map { MLP(layerSizes: [5, 8, 4, 2], seed: UInt64($0 + 1)) })
        var generator = SeededGenerator(seed: 9)
        // More than a block, so that sums go on where they were left.
        let inputs = Matrix(rows: 600, columns: 5, elements: (0..<3000).map { _ in generator.normal() })
        var sums = [Float](repeating: 1, count: 1200)
        var workspace = MLPWorkspace()
        for part in merged.summands() {
            inputs.elements.withUnsafeBufferPointer { rows in
                sums.withUnsafeMutableBufferPointer {
                    part.predict(rows, rows: 600, into: $0, accumulating: true, workspace: &workspace)
                }
            }
        }
        #expect(zip(sums, merged.predict(inputs)).allSatisfy { abs($0 - 1 - $1) < 1e-4 })
    }

    @Test func inputsThatAreZeroCanBeLeftOut() {
        var mlp = MLP(layerSizes: [6, 7, 4, 2], seed: 3)
        for index in mlp.parameters.indices where mlp.parameters[index] == 0 { mlp.parameters[index] = 0.1 }
        var generator = SeededGenerator(seed: 5)
        let kept = (0..<40).map { _ in generator.normal() }
        let whole = (0..<20).flatMap { row -> [Float] in [0, kept[2 * row], 0, 0, kept[2 * row + 1], 0] }
        let expected = mlp.predict(Matrix(rows: 20, columns: 6, elements: whole))
        let outputs = mlp.keepingInputs([1, 4]).predict(Matrix(rows: 20, columns: 2, elements: kept))
        #expect(zip(outputs, expected).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test func fewRowsAreAsManyOnes() {
        let mlp = MLP(layerSizes: [9, 12, 7, 2], seed: 4)
        var generator = SeededGenerator(seed: 6)
        let inputs = Matrix(rows: 30, columns: 9, elements: (0..<270).map { _ in generator.normal() })
        #expect(zip(mlp.predictFew(inputs), mlp.predict(inputs)).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(mlp.predictFew(Matrix(rows: 0, columns: 9)).isEmpty)
    }
}
