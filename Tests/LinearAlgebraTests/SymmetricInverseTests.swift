import Testing

@testable import LinearAlgebra

@Suite struct SymmetricInverseTests {
    @Test(arguments: [1, 5, 128, 129, 300])
    func theProductIsTheIdentity(_ n: Int) {
        var generator = SeededGenerator(seed: UInt64(n))
        let root = Matrix(rows: n, columns: n, elements: (0..<n * n).map { _ in generator.uniform() - 0.5 })
        var matrix = root.multiplied(by: root, transposed: true)
        for index in 0..<n { matrix[index, index] += 2 }
        let one = matrix.inverseOfPositiveDefinite(threads: 1)
        let three = matrix.inverseOfPositiveDefinite(threads: 3)
        #expect(one == three)
        let product = matrix.multiplied(by: one)
        var largest: Float = 0
        for row in 0..<n {
            for column in 0..<n { largest = max(largest, abs(product[row, column] - (row == column ? 1 : 0))) }
        }
        #expect(largest < 1e-3)
    }
}
