import LinearAlgebra
import Testing

@testable import TextClassification

@Suite struct LinearSVMTests {
    @Test func findsTheMinimumOfTwoRows() {
        // Rows 1 and −1 on either side: b is 0, and ½w² + 2·cost·(1 − w)² is smallest at 4·cost / (1 + 4·cost).
        let matrix = SparseMatrix(rows: 2, columns: 1, rowOffsets: [0, 1, 2], columnIndices: [0, 0], values: [1, -1])
        for cost: Float in [0.25, 1, 4] {
            let machine = LinearSVM.train(
                matrix, rows: [0, 1], isPositive: { $0 == 0 }, rowWeights: [1, 1], cost: cost, seed: 0)
            #expect(abs(machine.weights[0] - 4 * cost / (1 + 4 * cost)) < 0.06)
            #expect(abs(machine.bias) < 0.06)
        }
    }

    @Test func aRowOfLittleWeightGivesWay() {
        // The same text on both sides: the heavier row decides.
        let matrix = SparseMatrix(rows: 2, columns: 1, rowOffsets: [0, 1, 2], columnIndices: [0, 0], values: [1, 1])
        func margin(_ weights: [Float]) -> Float {
            LinearSVM.train(matrix, rows: [0, 1], isPositive: { $0 == 0 }, rowWeights: weights, cost: 1, seed: 0)
                .margin(matrix, row: 0)
        }
        #expect(margin([1, 0.1]) > 0.2)
        #expect(margin([0.1, 1]) < -0.2)
    }

    @Test func marginsAreThoseOfTheMachines() {
        let values: [Float] = [1, 0.5, 1, 0.5, 1, 0.5]
        let matrix = SparseMatrix(
            rows: 6, columns: 3, rowOffsets: [0, 1, 2, 3, 4, 5, 6], columnIndices: [0, 0, 1, 1, 2, 2], values: values)
        let labels: [Int32] = [0, 0, 1, 1, 2, 2]
        let weights = [Float](repeating: 1, count: 6)
        let rows = [0, 2, 4]
        let machines = LabelMachines.oneAgainstRest.trained(
            matrix, labels: labels, classes: 3, rows: rows, rowWeights: weights, cost: 1, seed: 0, threads: 1)
        let margins = LabelMachines.oneAgainstRest.margins(
            matrix, labels: labels, classes: 3, rows: rows, tested: [1, 3, 5], rowWeights: weights, cost: 1, seed: 0,
            threads: 2)
        for (position, row) in [1, 3, 5].enumerated() {
            #expect(margins[position] == machines.map { $0.margin(matrix, row: row) })
            #expect(margins[position].max() == margins[position][position])
        }
    }

    @Test func aBlendFitsWhatIsInformative() {
        // Logits three times too sure of a label that is right in three cases of four, and a score that says nothing.
        let sure = (0..<400).map { _ in [Float(0), 3 * Float(3).squareRoot()] }
        let nothing = [[Float]](repeating: [1, 1], count: 400)
        let labels = (0..<400).map { Int32($0 % 4 == 0 ? 0 : 1) }
        let blend = ScoreBlend.fit(sure, nothing, labels: labels)
        let probability = Temperature.probabilities(blend.apply(sure, nothing)[0], temperature: 1)[1]
        #expect(abs(probability - 0.75) < 1e-3)
        // A score that is always wrong is not turned round: it counts nothing.
        let wrong = labels.map { $0 == 0 ? [Float(-1), 1] : [1, -1] }
        let cautious = ScoreBlend.fit(sure, wrong, labels: labels)
        #expect(cautious.second == 0)
        #expect(cautious.first >= 0)
    }
}
