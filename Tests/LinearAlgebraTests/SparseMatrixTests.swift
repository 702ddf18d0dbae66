import LinearAlgebra
import Testing

@Suite struct SparseMatrixTests {
    @Test func transposingTwiceGivesTheSame() {
        let matrix = SparseMatrix(
            rows: 3, columns: 4, rowOffsets: [0, 2, 2, 4], columnIndices: [0, 3, 1, 3], values: [1, 2, 3, 4])
        let transposed = matrix.transposed()
        #expect(transposed.rowOffsets == [0, 1, 2, 2, 4])
        #expect(transposed.columnIndices == [0, 2, 0, 2])
        #expect(transposed.values == [1, 3, 2, 4])
        #expect(transposed.transposed() == matrix)
    }
}
