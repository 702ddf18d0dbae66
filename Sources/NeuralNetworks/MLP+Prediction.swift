public import LinearAlgebra

extension MLP {
    // Large enough that a product runs at full speed, small enough that a block's activations stay in the cache.
    static let blockRows = 512

    /// The outputs for each row of `inputs`: `[batch × inputCount]` → `[batch × outputCount]`, row-major.
    public func predict(_ inputs: Matrix) -> [Float] {
        precondition(inputs.columns == inputCount, "\(inputs.columns) columns for a network with \(inputCount) inputs")
        var workspace = MLPWorkspace()
        return [Float](unsafeUninitializedCapacity: inputs.rows * outputCount) { outputs, count in
            inputs.elements.withUnsafeBufferPointer {
                predict($0, rows: inputs.rows, into: outputs, workspace: &workspace)
            }
            count = inputs.rows * outputCount
        }
    }

    /// The outputs for `rows` rows, without allocating once `workspace` has been used.
    ///
    /// Shapes: `inputs` `[rows × inputCount]`, `outputs` `[rows × outputCount]`, row-major.
    /// - Parameter accumulating: whether the outputs are added to what `outputs` holds, as for networks that add up.
    public func predict(
        _ inputs: UnsafeBufferPointer<Float>, rows: Int, into outputs: UnsafeMutableBufferPointer<Float>,
        accumulating: Bool = false, workspace: inout MLPWorkspace
    ) {
        precondition(inputs.count >= rows * inputCount, "\(inputs.count) values for \(rows) × \(inputCount) inputs")
        precondition(
            outputs.count >= rows * outputCount, "\(outputs.count) values for \(rows) × \(outputCount) outputs")
        let half = min(rows, Self.blockRows) * widestLayer
        workspace.reserve(2 * half)
        parameters.withUnsafeBufferPointer { parameters in
            workspace.activations.withUnsafeMutableBufferPointer { scratch in
                var start = 0
                while start < rows {
                    let count = min(Self.blockRows, rows - start)
                    predictBlock(
                        UnsafeBufferPointer(rebasing: inputs[start * inputCount..<(start + count) * inputCount]),
                        rows: count, parameters: parameters, scratch: scratch, half: half, accumulating: accumulating,
                        into: UnsafeMutableBufferPointer(
                            rebasing: outputs[start * outputCount..<(start + count) * outputCount]))
                    start += count
                }
            }
        }
    }

    private func predictBlock(
        _ inputs: UnsafeBufferPointer<Float>, rows: Int, parameters: UnsafeBufferPointer<Float>,
        scratch: UnsafeMutableBufferPointer<Float>, half: Int, accumulating: Bool,
        into outputs: UnsafeMutableBufferPointer<Float>
    ) {
        var source = inputs
        for number in 0..<layers.count {
            let layer = layers[number]
            let isLast = number == layers.count - 1
            let start = number % 2 == 0 ? 0 : half
            let target =
                isLast
                ? outputs : UnsafeMutableBufferPointer(rebasing: scratch[start..<start + rows * layer.outputs])
            layer.forward(
                source, rows: rows, parameters: parameters, rectified: !isLast, accumulating: isLast && accumulating,
                into: target)
            source = UnsafeBufferPointer(target)
        }
    }
}

extension DenseLayer {
    /// `inputs · W + b`, and max(0, ·) of it when `rectified`: `[rows × inputs]` → `[rows × outputs]`.
    /// - Parameter accumulating: whether the product is added to what `target` holds.
    func forward(
        _ source: UnsafeBufferPointer<Float>, rows: Int, parameters: UnsafeBufferPointer<Float>, rectified: Bool,
        accumulating: Bool = false, into target: UnsafeMutableBufferPointer<Float>
    ) {
        gemm(
            source, UnsafeBufferPointer(rebasing: parameters[weights]), into: target, rows: rows, columns: outputs,
            inner: inputs, beta: accumulating ? 1 : 0)
        guard rows > 0 else { return }
        let bias = parameters.baseAddress! + biases.lowerBound
        if rectified {
            DenseKernels.addBiasesAndRectify(target.baseAddress!, rows: rows, width: outputs, biases: bias)
        } else {
            DenseKernels.addBiases(target.baseAddress!, rows: rows, width: outputs, biases: bias)
        }
    }
}
