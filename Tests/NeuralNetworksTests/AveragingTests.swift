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

    @Test func fewRowsAreAsManyOnes() {
        let mlp = MLP(layerSizes: [9, 12, 7, 2], seed: 4)
        var generator = SeededGenerator(seed: 6)
        let inputs = Matrix(rows: 30, columns: 9, elements: (0..<270).map { _ in generator.normal() })
        #expect(zip(mlp.predictFew(inputs), mlp.predict(inputs)).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(mlp.predictFew(Matrix(rows: 0, columns: 9)).isEmpty)
    }
}
