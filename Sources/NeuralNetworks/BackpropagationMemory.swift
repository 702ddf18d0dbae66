/// Activations and gradients of every layer for up to `capacity` rows. Used by one thread at a time.
final class BackpropagationMemory {
    private let layerSizes: [Int]
    private var capacity: Int
    private var activations: UnsafeMutableBufferPointer<Float>
    private var deltas: UnsafeMutableBufferPointer<Float>

    init(layerSizes: [Int], rows: Int) {
        self.layerSizes = layerSizes
        capacity = rows
        let width = layerSizes.dropFirst().reduce(0, +)
        activations = .allocate(capacity: rows * width)
        deltas = .allocate(capacity: rows * width)
    }

    deinit {
        activations.deallocate()
        deltas.deallocate()
    }

    /// Room for `rows` rows; forgets what was there when it grows.
    func reserve(rows: Int) {
        guard rows > capacity else { return }
        activations.deallocate()
        deltas.deallocate()
        let width = layerSizes.dropFirst().reduce(0, +)
        capacity = rows
        activations = .allocate(capacity: rows * width)
        deltas = .allocate(capacity: rows * width)
    }

    /// The outputs of layer `number`, `[rows × outputs]`.
    func activation(_ number: Int, rows: Int) -> UnsafeMutableBufferPointer<Float> {
        slice(activations, number, rows)
    }

    /// The gradient of the outputs of layer `number`, before its ReLU, `[rows × outputs]`.
    func delta(_ number: Int, rows: Int) -> UnsafeMutableBufferPointer<Float> { slice(deltas, number, rows) }

    private func slice(
        _ buffer: UnsafeMutableBufferPointer<Float>, _ number: Int, _ rows: Int
    ) -> UnsafeMutableBufferPointer<Float> {
        precondition(rows <= capacity)
        var start = 0
        for layer in 0..<number { start += layerSizes[layer + 1] }
        return UnsafeMutableBufferPointer(
            rebasing: buffer[start * capacity..<start * capacity + rows * layerSizes[number + 1]])
    }
}
