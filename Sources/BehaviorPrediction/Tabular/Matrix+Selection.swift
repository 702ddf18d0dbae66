import LinearAlgebra

extension Matrix {
    /// The rows at `positions`, in that order.
    func selecting(_ positions: [Int]) -> Matrix {
        var elements: [Float] = []
        elements.reserveCapacity(positions.count * columns)
        for position in positions { elements += row(position) }
        return Matrix(rows: positions.count, columns: columns, elements: elements)
    }
}
