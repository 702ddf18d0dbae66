import LinearAlgebra
import Testing

@testable import Ranking

@Suite struct FeatureScalerTests {
    @Test func featuresThatNeverChangeAreLeftOut() {
        var generator = SeededGenerator(seed: 2)
        var rows = (0..<60).map { $0 % 3 == 1 ? Float(7) : 40 * generator.uniform() - 20 }
        let scaler = FeatureScaler(rows: rows, count: 3)
        #expect(scaler.inverseDeviation[1] == 0)
        rows[0] = 1e6
        var scaled = rows
        scaled.withUnsafeMutableBufferPointer { scaler.apply($0) }
        rows.withUnsafeMutableBufferPointer { scaler.apply($0, keeping: [0, 2]) }
        let expected = scaled.indices.filter { $0 % 3 != 1 }.map { scaled[$0] }
        #expect(Array(rows.prefix(40)) == expected && expected[0] == FeatureScaler.limit)
    }
}
