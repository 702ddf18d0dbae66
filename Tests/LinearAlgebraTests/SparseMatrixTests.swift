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

    @Test func aPositionIsFoundOnlyWhereAValueIsStored() {
        let matrix = SparseMatrix(
            rows: 3, columns: 5, rowOffsets: [0, 3, 3, 4], columnIndices: [0, 2, 4, 3], values: [1, 2, 3, 4])
        let found = (0..<3).map { row in (0..<5).map { matrix.position(row: row, column: $0) } }
        #expect(found == [[0, nil, 1, nil, 2], [nil, nil, nil, nil, nil], [nil, nil, nil, 3, nil]])
    }
}
