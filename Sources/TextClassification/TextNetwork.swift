import LinearAlgebra

/// The numbers of a wide and deep text classifier.
///
/// For a sparse row x the logits are `x·W + max(0, (x·E)·H + c)·V + b`: a linear part that remembers single n-grams and
/// a hidden layer over an embedding bag that sees them together.
struct TextNetwork: Sendable, Equatable {
    let shape: TextNetworkShape
    /// W and E side by side, `[columns × width]`.
    var columnWeights: [Float]
    /// H, c, V and b, one after the other.
    var dense: [Float]

    /// A network from its numbers.
    init(shape: TextNetworkShape, columnWeights: [Float], dense: [Float]) {
        precondition(columnWeights.count == shape.columns * shape.width && dense.count == shape.denseCount)
        self.shape = shape
        self.columnWeights = columnWeights
        self.dense = dense
    }

    /// A network that knows nothing yet: W, V and b are 0, E and H random, so every text gets equal logits.
    init(shape: TextNetworkShape, seed: UInt64) {
        var generator = SeededGenerator(seed: seed, stream: 1)
        var columnWeights = [Float](repeating: 0, count: shape.columns * shape.width)
        for column in 0..<shape.columns {
            for lane in shape.deepLanes {
                columnWeights[column * shape.width + lane] = 2 * generator.uniform() - 1
            }
        }
        var dense = [Float](repeating: 0, count: shape.denseCount)
        let bound = (6 / Float(max(shape.embedding, 1))).squareRoot()
        for index in shape.hiddenWeights { dense[index] = bound * (2 * generator.uniform() - 1) }
        self.init(shape: shape, columnWeights: columnWeights, dense: dense)
    }

    func withView<Result>(_ body: (TextNetworkView) -> Result) -> Result {
        columnWeights.withUnsafeBufferPointer { columnWeights in
            dense.withUnsafeBufferPointer { dense in
                // An array without elements may have no address; no loop then reads from this one.
                let nowhere = UnsafePointer<Float>(bitPattern: MemoryLayout<Float>.alignment)!
                return body(
                    TextNetworkView(
                        shape: shape, columnWeights: columnWeights.baseAddress ?? nowhere,
                        dense: dense.baseAddress ?? nowhere))
            }
        }
    }

    /// The logits of every row of `matrix`, `[rows][classes]`.
    func logits(of matrix: SparseMatrix, rows: [Int]? = nil, threads: Int) -> [[Float]] {
        Parallel.mapChunks(of: rows?.count ?? matrix.rows, chunk: 64, threads: threads) { range in
            withScorer { scorer in
                matrix.columnIndices.withUnsafeBufferPointer { indices in
                    matrix.values.withUnsafeBufferPointer { values in
                        range.map { position in
                            let part = matrix.range(ofRow: rows?[position] ?? position)
                            return scorer.logits(
                                UnsafeBufferPointer(rebasing: indices[part]),
                                UnsafeBufferPointer(rebasing: values[part]))
                        }
                    }
                }
            }
        }.flatMap { $0 }
    }

    /// Calls `body` with what scores one row after another.
    func withScorer<Result>(_ body: (TextNetworkScorer) -> Result) -> Result {
        withView { view in
            withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: shape.width / 4) { sums in
                withUnsafeTemporaryAllocation(of: Float.self, capacity: shape.hidden) { outputs in
                    body(
                        TextNetworkScorer(
                            view: view,
                            sums: UnsafeMutableRawPointer(sums.baseAddress!).assumingMemoryBound(to: Float.self),
                            outputs: outputs.baseAddress!))
                }
            }
        }
    }
}

/// A ``TextNetwork`` in plain memory, with the memory that a row's sums need.
struct TextNetworkScorer {
    fileprivate let view: TextNetworkView
    fileprivate let sums: UnsafeMutablePointer<Float>
    fileprivate let outputs: UnsafeMutablePointer<Float>

    /// The logits of one row, `[classes]`.
    func logits(_ columns: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Float>) -> [Float] {
        view.addColumns(columns, values, into: sums)
        view.hiddenInputs(sums: sums, into: outputs)
        for unit in 0..<view.shape.hidden { outputs[unit] = max(outputs[unit], 0) }
        return [Float](unsafeUninitializedCapacity: view.shape.classes) { logits, count in
            view.logits(sums: sums, outputs: outputs, into: logits.baseAddress!)
            count = view.shape.classes
        }
    }

    /// As above, for values in memory that may be changed.
    func logits(_ columns: UnsafeBufferPointer<Int32>, _ values: UnsafeMutableBufferPointer<Float>) -> [Float] {
        logits(columns, UnsafeBufferPointer(values))
    }
}
