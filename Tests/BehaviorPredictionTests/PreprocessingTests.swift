import LinearAlgebra
import Testing

@testable import BehaviorPrediction

@Suite struct PreprocessingTests {
    // One column: 0, 0, 0, 2, 8 and a gap.
    private static let table = Matrix(rows: 6, columns: 1, elements: [0, 0, 0, 2, 8, .nan])

    private func encoded(_ missing: Preprocessing.MissingValues, scaling: Preprocessing.Scaling = .standard) -> [Float]
    {
        var preprocessing = Preprocessing()
        preprocessing.missing = missing
        preprocessing.scaling = scaling
        let encoder = FeatureEncoder(fitting: Self.table, preprocessing: preprocessing)
        #expect(encoder.outputCount == 2)
        let result = encoder.encode(Self.table)
        #expect((0..<6).map { result[$0, 1] } == [0, 0, 0, 0, 0, 1])
        return (0..<6).map { result[$0, 0] }
    }

    @Test func gapsAreFilledAsAsked() {
        #expect(encoded(.mean)[5] == 0)
        #expect(encoded(.median)[5] == encoded(.median)[0])
        #expect(encoded(.mostFrequent)[5] == encoded(.mostFrequent)[0])
        #expect(encoded(.constant(2))[5] == encoded(.constant(2))[3])
    }

    @Test func scalesAreWhatTheyAreCalled() {
        // The median is 0, the upper quartile 2.
        let robust = encoded(.mean, scaling: .robust)
        #expect(robust[0] == 0 && robust[3] == 1 && robust[4] == 4)
        let column = Matrix(rows: 101, columns: 1, elements: (0...100).map { Float($0 * $0 * $0) - 1_000 })
        var preprocessing = Preprocessing()
        preprocessing.scaling = .quantile
        let ranks = FeatureEncoder(fitting: column, preprocessing: preprocessing).encode(column)
        let root = Float(3).squareRoot()
        #expect(abs(ranks[0, 0] + root) < 0.05 && abs(ranks[50, 0]) < 0.05 && abs(ranks[100, 0] - root) < 0.05)
        #expect((1...100).allSatisfy { ranks[$0, 0] >= ranks[$0 - 1, 0] })
    }

    @Test func outliersAreCutOff() {
        let column = Matrix(rows: 100, columns: 1, elements: (0..<100).map { $0 == 99 ? -1_000_000 : Float($0 % 10) })
        var preprocessing = Preprocessing()
        preprocessing.outliers = 0.02
        let encoder = FeatureEncoder(fitting: column, preprocessing: preprocessing)
        let encoded = encoder.encode(column)
        #expect(encoded[99, 0] == encoded[0, 0])
    }

    @Test func rowsThatAreAlikeFillGaps() {
        // The second column is ten times the first.
        var elements: [Float] = (0..<200).flatMap { [Float($0), Float($0 * 10)] }
        elements += [57, .nan]
        let table = Matrix(rows: 201, columns: 2, elements: elements)
        let filled = NearestRows(table, neighbors: 3).filled(table)
        #expect(abs(filled[200, 1] - 570) < 20)
        #expect(filled[3, 1] == 30)
        let strange = NearestRows(table, neighbors: 3).filled(Matrix(rows: 1, columns: 2, elements: [.nan, .nan]))
        #expect(strange[0, 0].isNaN && strange[0, 1].isNaN)
    }

    @Test func rowsWithGapsAreLeftOutWhereAskedFor() throws {
        // Where the column is known the outcome is what it says; the rows with a gap say the opposite of everything.
        var elements: [Float] = []
        var targets: [Float] = []
        for row in 0..<400 {
            let value = Float(row % 20)
            elements += [value, row % 2 == 0 ? .nan : 1 + Float(row % 3)]
            targets.append((value > 10) == (row % 2 == 1) ? 1 : 0)
        }
        var settings = TabularSettings(seed: 0)
        settings.preprocessing.missing = .drop
        let table = Matrix(rows: 400, columns: 2, elements: elements)
        let model = try TabularModel(table, targets: targets, settings: settings, threads: 2)
        let outputs = model.outputs(table)
        let known = outputs.indices.filter { $0 % 2 == 1 }
        #expect(known.allSatisfy { (outputs[$0] > 0) == (targets[$0] > 0) })
    }

    @Test func aGapThatTrainingDidNotKnowIsTheUsual() {
        let column = Matrix(rows: 50, columns: 1, elements: (0..<50).map { Float($0 % 9) })
        let encoder = FeatureEncoder(fitting: column, knots: 4)
        let gap = encoder.encode(Matrix(rows: 1, columns: 1, elements: [.nan]))
        let usual = encoder.encode(
            Matrix(rows: 1, columns: 1, elements: [(0..<50).reduce(0) { $0 + Float($1 % 9) } / 50]))
        #expect(zip(gap.elements, usual.elements).allSatisfy { abs($0 - $1) < 1e-5 })
    }
}
