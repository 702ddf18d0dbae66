import Evaluation
import LinearAlgebra
import Testing

@Suite struct BinaryCurvesTests {
    // By falling probability: yes, no and yes together, no.
    private static let curves = BinaryCurves(
        probabilities: [0.9, 0.6, 0.6, 0.1], outcomes: [true, false, true, false])

    @Test func thresholdsAreCountedByHand() {
        let curves = Self.curves
        #expect(curves.roc == [.init(x: 0, y: 0), .init(x: 0, y: 0.5), .init(x: 0.5, y: 1), .init(x: 1, y: 1)])
        #expect(
            curves.precisionRecall == [.init(x: 0.5, y: 1), .init(x: 1, y: 2.0 / 3), .init(x: 1, y: 0.5)])
        #expect(curves.lift.map(\.x) == [0.25, 0.75, 1])
        #expect(zip(curves.lift, [2, 4.0 / 3, 1]).allSatisfy { abs($0.y - $1) < 1e-12 })
    }

    @Test func oneOutcomeHasNoCurves() {
        let curves = BinaryCurves(probabilities: [0.2, 0.4], outcomes: [true, true])
        #expect(curves.roc.isEmpty && curves.precisionRecall.isEmpty && curves.lift.isEmpty)
    }

    @Test func manyPointsAreThinnedAndKeepTheirEnds() {
        let probabilities = (0..<5_000).map { Float($0) / 5_000 }
        let curves = BinaryCurves(probabilities: probabilities, outcomes: probabilities.map { $0 > 0.5 })
        #expect(curves.roc.count == 200)
        #expect(curves.roc.first == .init(x: 0, y: 0) && curves.roc.last == .init(x: 1, y: 1))
    }
}

@Suite struct ModelInspectionTests {
    // The first column decides, the second says nothing.
    private static let table: Matrix = {
        var generator = SeededGenerator(seed: 3)
        return Matrix(rows: 400, columns: 2, elements: (0..<800).map { _ in generator.uniform() })
    }()
    private static let outcomes = (0..<table.rows).map { table[$0, 0] > 0.6 }

    @Sendable private static func predict(_ table: Matrix) -> [Float] { (0..<table.rows).map { table[$0, 0] } }

    @Test func whatDecidesIsMissedAndWhatDoesNotIsNot() {
        let importance = PermutationImportance(
            Self.table, outcomes: Self.outcomes, bootstrap: Bootstrap(draws: 50, seed: 1), predict: Self.predict)
        let decisive = importance.areaLost(columns: [0])
        #expect(abs(decisive.value - 0.5) < 0.08)
        #expect(decisive.low > 0.35 && decisive.high < 0.65)
        #expect(importance.areaLost(columns: [1]).value == 0)
        #expect(importance.areaLost(columns: [0, 1]).value > 0.35)
    }

    @Test func dependenceFollowsTheModel() {
        var table = Self.table
        table[0, 0] = .nan
        let curve = PartialDependence.curve(table, column: 0, points: 5, predict: Self.predict)
        #expect(curve.count == 5)
        #expect(curve.allSatisfy { abs($0.x - $0.y) < 1e-6 })
        #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.x < $1.x })
        let constant = Matrix(rows: 3, columns: 1, elements: [2, 2, 2])
        #expect(PartialDependence.curve(constant, column: 0, predict: Self.predict).isEmpty)
    }
}
