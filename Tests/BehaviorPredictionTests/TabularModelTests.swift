import Foundation
import LinearAlgebra
import NeuralNetworks
import Testing

@testable import BehaviorPrediction

@Suite struct TabularModelTests {
    // The outcome is a matter of whether two columns have the same sign, which no linear model can tell; the third
    // column is noise with gaps, the fourth always the same.
    private static func data(rows: Int, seed: UInt64) -> (table: Matrix, targets: [Float]) {
        var generator = SeededGenerator(seed: seed)
        var elements: [Float] = []
        var targets: [Float] = []
        for _ in 0..<rows {
            let (x, y) = (generator.uniform() * 2 - 1, generator.uniform() * 2 - 1)
            elements += [x, y, generator.below(4) == 0 ? .nan : generator.uniform(), 7]
            targets.append(x * y > 0 ? 1 : 0)
        }
        return (Matrix(rows: rows, columns: 4, elements: elements), targets)
    }

    private func settings() -> TabularSettings {
        var settings = TabularSettings(seed: 1)
        settings.steps = 300
        settings.networks = 2
        return settings
    }

    @Test func itLearnsWhatALinearModelCannot() throws {
        let (table, targets) = Self.data(rows: 1500, seed: 1)
        let (held, truth) = Self.data(rows: 400, seed: 2)
        func accuracy(_ settings: TabularSettings) throws -> Double {
            let outputs = try TabularModel(table, targets: targets, settings: settings, threads: 2).outputs(held)
            return Double(zip(outputs, truth).count { ($0 > 0) == ($1 > 0.5) }) / 400
        }
        #expect(try accuracy(settings()) > 0.9)
        #expect(try accuracy(.linear(seed: 1)) < 0.65)
    }

    @Test func threadsDoNotChangeABit() throws {
        let (table, targets) = Self.data(rows: 300, seed: 3)
        let one = try TabularModel(table, targets: targets, settings: settings(), threads: 1)
        let two = try TabularModel(table, targets: targets, settings: settings(), threads: 2)
        #expect(one == two)
    }

    @Test func attributionsSumToTheOutput() throws {
        let (table, targets) = Self.data(rows: 300, seed: 4)
        let model = try TabularModel(table, targets: targets, settings: settings(), threads: 2)
        for row in 0..<20 {
            let shares = model.attribution(Array(table.row(row)))
            #expect(abs(shares.weights.reduce(0, +) - (shares.output - shares.baselineOutput)) < 1e-3)
            #expect(shares.weights[3] == 0)
            let output = model.outputs(Matrix(rows: 1, columns: 4, elements: Array(table.row(row))))[0]
            #expect(abs(output - shares.output) < 1e-4)
        }
    }

    @Test func encodingSaysWhatIsMissing() {
        let table = Matrix(rows: 4, columns: 3, elements: [1, .nan, 5, 2, 1, 5, 3, 2, 5, 4, 3, 5])
        let encoder = FeatureEncoder(fitting: table)
        #expect(encoder.sources == [0, 1, 1])
        let encoded = encoder.encode(table)
        #expect(encoded[0, 1] == 0)
        #expect(encoded[0, 2] == 1)
        #expect(encoded[1, 2] == 0)
        let column = (0..<4).map { encoded[$0, 0] }
        #expect(abs(column.reduce(0, +)) < 1e-5)
        #expect(abs(column.reduce(0) { $0 + $1 * $1 } - 4) < 1e-4)
    }

    @Test func aTableThatSaysNothingIsRefused() {
        let table = Matrix(rows: 3, columns: 1, elements: [5, 5, 5])
        #expect(throws: NeuralNetworkError.self) {
            try TabularModel(table, targets: [0, 1, 0], settings: settings(), threads: 1)
        }
    }

    @Test func plattScalingMendsOverconfidence() {
        // Scores of ±4 that are right in four of five cases should say ±ln 4.
        let scores = (0..<2000).map { Float($0 % 2 == 0 ? 4 : -4) }
        let outcomes = scores.enumerated().map { ($0.element > 0) == ($0.offset % 10 < 8) }
        let scaling = PlattScaling(scores: scores, outcomes: outcomes)
        #expect(abs(scaling.probability(4) - 0.8) < 0.02)
        #expect(abs(scaling.probability(-4) - 0.2) < 0.02)
        #expect(PlattScaling(scores: [], outcomes: []) == PlattScaling())
    }

    @Test func attributesBecomeNumbersAndFlags() {
        let rows: [[String: [String]]] =
            (0..<40).map { ["age": ["\(20 + $0)"], "country": [$0 % 2 == 0 ? "DE" : "FR"]] }
            + [["age": ["x"], "country": []]]
        let schema = AttributeSchema(rows)
        #expect(schema.columns == ["age", "country = DE", "country = FR"])
        let table = schema.matrix([rows[0], rows[40], ["country": ["IT"]]])
        #expect(Array(table.row(0)) == [20, 1, 0])
        #expect(table.row(1).count { $0.isNaN } == 3)
        #expect(table[2, 0].isNaN)
        #expect(Array(table.row(2).dropFirst()) == [0, 0])
    }
}
