/// A vector of which few entries are not zero; indices rise and none repeats.
public struct SparseVector: Sendable, Equatable {
    /// Which entries are stored.
    public var indices: [Int32]
    /// Their values, beside `indices`.
    public var values: [Float]

    /// A vector from its parts.
    public init(indices: [Int32] = [], values: [Float] = []) {
        precondition(indices.count == values.count)
        self.indices = indices
        self.values = values
    }
}
