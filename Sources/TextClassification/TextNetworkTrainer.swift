import LinearAlgebra

/// Trains a ``TextNetwork`` on softmax cross-entropy by mini-batches and AdaGrad (Duchi, Hazan and Singer, JMLR 2011).
///
/// Only the columns of a batch are touched. Rows are independent in the forward pass and columns in the update, where
/// each column takes its rows in their order; so threads change no bit.
final class TextNetworkTrainer: @unchecked Sendable {
    // Unchecked: in a parallel phase each row, and then each column, belongs to one thread.
    let shape: TextNetworkShape
    let schedule: LearningSchedule
    let matrix: SparseMatrix
    let labels: [Int32]
    let rowWeights: [Float]
    let seed: UInt64
    private let threads: Int
    private var order: [Int]
    private let partitions: [Int32]

    let columnWeights: UnsafeMutableBufferPointer<Float>
    let dense: UnsafeMutableBufferPointer<Float>
    let denseSquares: UnsafeMutableBufferPointer<Float>
    let denseGradient: UnsafeMutableBufferPointer<Float>
    // One batch, by row: x·W | x·E, the gradients of x·W and of x·E in their lanes, the squares of the two, the hidden
    // layer's outputs and the gradient of its inputs.
    let sums: UnsafeMutableBufferPointer<Float>
    let deltas: UnsafeMutableBufferPointer<Float>
    let deepDeltas: UnsafeMutableBufferPointer<Float>
    let squares: UnsafeMutableBufferPointer<Float>
    let outputs: UnsafeMutableBufferPointer<Float>
    let hiddenDeltas: UnsafeMutableBufferPointer<Float>
    let losses: UnsafeMutableBufferPointer<Float>

    /// Prepares to train `network` on the named rows of `matrix`, whose losses count by their weight.
    init(
        _ network: TextNetwork, matrix: SparseMatrix, labels: [Int32], rows: [Int], rowWeights: [Float],
        schedule: LearningSchedule, seed: UInt64, threads: Int
    ) {
        let shape = network.shape
        self.shape = shape
        self.schedule = schedule
        self.matrix = matrix
        self.labels = labels
        self.rowWeights = rowWeights
        self.seed = seed
        self.threads = threads
        order = rows
        partitions = Self.partitions(of: matrix, rows: rows, count: threads > 1 ? 4 * threads : 1)
        columnWeights = .copy(of: network.columnWeights)
        for column in 0..<shape.columns {
            columnWeights[column * shape.width + shape.squaresLane] = schedule.linearRate
            columnWeights[column * shape.width + shape.squaresLane + 1] = schedule.deepAccumulator
        }
        dense = .copy(of: network.dense)
        denseSquares = .zeros(network.dense.count)
        denseSquares.update(repeating: schedule.denseAccumulator)
        denseGradient = .zeros(network.dense.count)
        sums = .zeros(schedule.rowsPerBatch * shape.width)
        deltas = .zeros(schedule.rowsPerBatch * shape.width)
        deepDeltas = .zeros(schedule.rowsPerBatch * shape.width)
        squares = .zeros(schedule.rowsPerBatch * 2)
        outputs = .zeros(schedule.rowsPerBatch * shape.hidden)
        hiddenDeltas = .zeros(schedule.rowsPerBatch * shape.hidden)
        losses = .zeros(schedule.rowsPerBatch)
    }

    deinit {
        for buffer in [
            columnWeights, dense, denseSquares, denseGradient, sums, deltas, deepDeltas, squares, outputs,
            hiddenDeltas, losses,
        ] { buffer.deallocate() }
    }

    /// The network as it is now.
    var network: TextNetwork {
        var weights = Array(columnWeights)
        for column in 0..<shape.columns {
            weights[column * shape.width + shape.squaresLane] = 0
            weights[column * shape.width + shape.squaresLane + 1] = 0
        }
        return TextNetwork(shape: shape, columnWeights: weights, dense: Array(dense))
    }

    /// The logits of the named rows of the matrix as the network is now.
    func logits(rows: [Int]) -> [[Float]] { network.logits(of: matrix, rows: rows, threads: threads) }

    /// Visits every row once, in an order of the epoch's own; returns the mean loss.
    @discardableResult
    func runEpoch(_ epoch: Int) -> Double {
        var generator = SeededGenerator(seed: seed, stream: UInt64(epoch) + 2)
        generator.shuffle(&order)
        let size = schedule.rowsPerBatch
        var loss = 0.0
        for start in stride(from: 0, to: order.count, by: size) {
            let progress = (Float(epoch) + Float(start) / Float(order.count)) / Float(schedule.epochs)
            loss += learn(order[start..<min(start + size, order.count)], epoch: epoch, pace: 1 - progress)
        }
        return loss / Double(max(order.count, 1))
    }

    private func learn(_ rows: ArraySlice<Int>, epoch: Int, pace: Float) -> Double {
        let work = rows.reduce(0) { $0 + matrix.range(ofRow: $1).count } * shape.width
        // Below this, waking a thread costs more than it saves.
        let threads = work < 50_000 ? 1 : threads
        Parallel.forEach((rows.count + 3) / 4, threads: threads) { piece in
            for position in piece * 4..<min(piece * 4 + 4, rows.count) {
                self.propagate(row: rows[rows.startIndex + position], position: position, epoch: epoch)
            }
        }
        Parallel.forEach(partitions.count - 1, threads: threads) { number in
            for position in 0..<rows.count {
                self.updateColumns(
                    self.partitions[number]..<self.partitions[number + 1], row: rows[rows.startIndex + position],
                    position: position, pace: pace)
            }
        }
        updateDense(rows: rows.count, pace: pace)
        return losses[0..<rows.count].reduce(0) { $0 + Double($1) }
    }

    // Column ranges with about equally many stored values each.
    private static func partitions(of matrix: SparseMatrix, rows: [Int], count: Int) -> [Int32] {
        guard count > 1 else { return [0, Int32(matrix.columns)] }
        var counts = [Int](repeating: 0, count: matrix.columns)
        var total = 0
        for row in rows {
            for position in matrix.range(ofRow: row) { counts[Int(matrix.columnIndices[position])] += 1 }
            total += matrix.range(ofRow: row).count
        }
        var bounds: [Int32] = [0]
        var passed = 0
        for column in 0..<matrix.columns {
            passed += counts[column]
            if passed * count >= bounds.count * total, bounds.count < count { bounds.append(Int32(column + 1)) }
        }
        return bounds + [Int32(matrix.columns)]
    }
}

extension UnsafeMutableBufferPointer<Float> {
    static func copy(of values: [Float]) -> Self {
        let buffer = allocate(capacity: values.count)
        _ = buffer.initialize(fromContentsOf: values)
        return buffer
    }

    static func zeros(_ count: Int) -> Self {
        let buffer = allocate(capacity: count)
        buffer.initialize(repeating: 0)
        return buffer
    }
}
