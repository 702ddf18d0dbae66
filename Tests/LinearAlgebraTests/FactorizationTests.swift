import Testing

@testable import LinearAlgebra

@Suite struct FactorizationTests {
    @Test func eigenvectorsDiagonalise() {
        let n = 12
        var generator = SeededGenerator(seed: 1)
        var matrix = [Double](repeating: 0, count: n * n)
        for row in 0..<n {
            for column in 0...row {
                let value = Double(generator.uniform()) - 0.5
                matrix[row * n + column] = value
                matrix[column * n + row] = value
            }
        }
        let (values, vectors) = SymmetricEigen.decompose(matrix, size: n)
        #expect(values == values.sorted(by: >))
        for place in 0..<n {
            for row in 0..<n {
                let product = (0..<n).reduce(0) { $0 + matrix[row * n + $1] * vectors[$1 * n + place] }
                #expect(abs(product - values[place] * vectors[row * n + place]) < 1e-9)
            }
        }
    }

    // A sum of `rank` outer products, stored as if it were sparse.
    private func planted(rows: Int, columns: Int, rank: Int, seed: UInt64) -> SparseMatrix {
        var generator = SeededGenerator(seed: seed)
        var dense = Matrix(rows: rows, columns: columns)
        for direction in 0..<rank {
            let left = (0..<rows).map { _ in generator.uniform() - 0.5 }
            let right = (0..<columns).map { _ in generator.uniform() - 0.5 }
            for row in 0..<rows {
                for column in 0..<columns { dense[row, column] += left[row] * right[column] / Float(direction + 1) }
            }
        }
        return SparseMatrix(
            rows: rows, columns: columns, rowOffsets: (0...rows).map { $0 * columns },
            columnIndices: (0..<rows).flatMap { _ in (0..<columns).map(Int32.init) }, values: dense.elements)
    }

    @Test func aMatrixOfLowRankIsFoundWhole() {
        let matrix = planted(rows: 400, columns: 300, rank: 6, seed: 2)
        let svd = TruncatedSVD(matrix, rank: 6, seed: 0, threads: 2)
        let found = svd.left.multiplied(by: svd.right, transposed: true)
        let error = zip(found.elements, matrix.values).map { abs($0 - $1) }.max()!
        #expect(error < 1e-4)
    }

    @Test func theLargestDirectionsAreKept() {
        let matrix = planted(rows: 200, columns: 200, rank: 30, seed: 3)
        func error(_ rank: Int) -> Float {
            let svd = TruncatedSVD(matrix, rank: rank, seed: 0, threads: 2)
            let found = svd.left.multiplied(by: svd.right, transposed: true)
            return zip(found.elements, matrix.values).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        #expect(error(4) < 0.5 * matrix.values.reduce(0) { $0 + $1 * $1 })
        #expect(error(16) < 0.5 * error(4))
        #expect(error(30) < 1e-4)
    }

    @Test func threadsChangeNoBit() {
        let matrix = planted(rows: 9000, columns: 40, rank: 10, seed: 4)
        let one = TruncatedSVD(matrix, rank: 8, seed: 5, threads: 1)
        let three = TruncatedSVD(matrix, rank: 8, seed: 5, threads: 3)
        #expect(one.left == three.left)
        #expect(one.right == three.right)
    }

    @Test(arguments: [(0, 0), (1, 1), (5, 0)])
    func tinyMatricesAreNoTrap(_ rows: Int, _ columns: Int) {
        let matrix = SparseMatrix(
            rows: rows, columns: columns, rowOffsets: Array(repeating: 0, count: rows + 1), columnIndices: [],
            values: [])
        let svd = TruncatedSVD(matrix, rank: 8, seed: 0, threads: 2)
        #expect(svd.left.rows == rows && svd.right.rows == columns)
        #expect(svd.left.elements.allSatisfy(\.isFinite) && svd.right.elements.allSatisfy(\.isFinite))
    }

    @Test func productsAgreeWithOneThread() {
        var generator = SeededGenerator(seed: 6)
        func random(_ rows: Int, _ columns: Int) -> Matrix {
            Matrix(rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in generator.uniform() - 0.5 })
        }
        let (a, b, c) = (random(700, 9), random(9, 13), random(700, 5))
        let product = a.multiplied(by: b, threads: 3)
        #expect(zip(product.elements, a.multiplied(by: b).elements).allSatisfy { abs($0 - $1) < 1e-5 })
        let gram = a.transposedProduct(with: c, threads: 3)
        let expected = (0..<700).reduce(Float(0)) { $0 + a[$1, 4] * c[$1, 2] }
        #expect(abs(gram[4, 2] - expected) < 1e-3)
        a.elements.withUnsafeBufferPointer { values in
            let dot = DotProduct.of(
                UnsafeBufferPointer(rebasing: values[0..<21]), UnsafeBufferPointer(rebasing: values[21..<42]))
            let sum = (0..<21).reduce(Float(0)) { $0 + values[$1] * values[21 + $1] }
            #expect(abs(dot - sum) < 1e-5)
        }
    }
}
