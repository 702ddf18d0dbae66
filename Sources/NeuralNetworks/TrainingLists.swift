public import LinearAlgebra

/// Rows to learn from, grouped into lists that are compared within (one user's candidates, say).
public struct TrainingLists: Sendable {
    /// The inputs, `[rows × features]`.
    public var features: Matrix
    /// The first row of each list, rising from 0, then the number of rows.
    public var offsets: [Int]
    /// What the outputs should be, `[rows × outputs]`; for a listwise ``Loss`` 1 for a chosen row, 0 for another.
    public var targets: [Float]

    /// Lists from their parts.
    public init(features: Matrix, offsets: [Int], targets: [Float]) {
        self.features = features
        self.offsets = offsets
        self.targets = targets
    }

    /// Rows that have nothing to do with each other: each is a list of its own.
    public init(features: Matrix, targets: [Float]) {
        self.init(features: features, offsets: Array(0...features.rows), targets: targets)
    }

    /// How many lists there are.
    public var count: Int { max(offsets.count - 1, 0) }

    /// The rows of one list.
    func rows(of list: Int) -> Range<Int> { offsets[list]..<offsets[list + 1] }

    /// Checks that these lists fit a network and a loss.
    func validate(for mlp: MLP, loss: Loss) throws(NeuralNetworkError) {
        guard features.columns == mlp.inputCount else {
            throw .wrongCount(of: "a row of features", expected: mlp.inputCount, found: features.columns)
        }
        if loss.isListwise, mlp.outputCount != 1 {
            throw .wrongOutputs(loss: loss, expected: 1, found: mlp.outputCount)
        }
        guard targets.count == features.rows * mlp.outputCount else {
            throw .wrongCount(of: "targets", expected: features.rows * mlp.outputCount, found: targets.count)
        }
        guard offsets.first == 0 else { throw .badOffsets(position: 0, value: offsets.first ?? -1) }
        for position in 1..<offsets.count where offsets[position] < offsets[position - 1] {
            throw .badOffsets(position: position, value: offsets[position])
        }
        guard offsets[offsets.count - 1] == features.rows else {
            throw .badOffsets(position: offsets.count - 1, value: offsets[offsets.count - 1])
        }
        if let position = features.elements.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(of: "features", position: position)
        }
        if let position = targets.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(of: "targets", position: position)
        }
    }
}
