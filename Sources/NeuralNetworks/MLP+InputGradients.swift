public import LinearAlgebra

extension MLP {
    /// How the first output changes with each input: d output[0] / d input, `[batch × inputCount]`.
    ///
    /// At a ReLU's corner the slope is taken to be 0.
    public func inputGradients(_ inputs: Matrix) -> Matrix {
        precondition(inputs.columns == inputCount, "\(inputs.columns) columns for a network with \(inputCount) inputs")
        var result = Matrix(rows: inputs.rows, columns: inputCount)
        let scratch = BackpropagationMemory(layerSizes: layerSizes, rows: min(inputs.rows, Self.blockRows))
        parameters.withUnsafeBufferPointer { parameters in
            inputs.elements.withUnsafeBufferPointer { inputs in
                result.elements.withUnsafeMutableBufferPointer { gradients in
                    var start = 0
                    while start < gradients.count {
                        let end = min(start + Self.blockRows * inputCount, gradients.count)
                        inputGradients(
                            UnsafeBufferPointer(rebasing: inputs[start..<end]), parameters: parameters,
                            scratch: scratch, into: UnsafeMutableBufferPointer(rebasing: gradients[start..<end]))
                        start = end
                    }
                }
            }
        }
        return result
    }

    private func inputGradients(
        _ inputs: UnsafeBufferPointer<Float>, parameters: UnsafeBufferPointer<Float>, scratch: BackpropagationMemory,
        into gradients: UnsafeMutableBufferPointer<Float>
    ) {
        let rows = inputs.count / inputCount
        var source = inputs
        for number in 0..<layers.count - 1 {
            let target = scratch.activation(number, rows: rows)
            layers[number].forward(source, rows: rows, parameters: parameters, rectified: true, into: target)
            source = UnsafeBufferPointer(target)
        }
        var delta = scratch.delta(layers.count - 1, rows: rows)
        for index in 0..<delta.count { delta[index] = index % outputCount == 0 ? 1 : 0 }
        for number in stride(from: layers.count - 1, through: 1, by: -1) {
            let below = scratch.delta(number - 1, rows: rows)
            layers[number].backward(UnsafeBufferPointer(delta), rows: rows, parameters: parameters, into: below)
            DenseKernels.maskGradient(
                below.baseAddress!, activation: scratch.activation(number - 1, rows: rows).baseAddress!,
                count: below.count, scale: 1)
            delta = below
        }
        layers[0].backward(UnsafeBufferPointer(delta), rows: rows, parameters: parameters, into: gradients)
    }
}

extension DenseLayer {
    /// The gradient of a layer's inputs from that of its outputs: `[rows × outputs]` → `[rows × inputs]`.
    func backward(
        _ delta: UnsafeBufferPointer<Float>, rows: Int, parameters: UnsafeBufferPointer<Float>,
        into result: UnsafeMutableBufferPointer<Float>
    ) {
        gemm(
            delta, UnsafeBufferPointer(rebasing: parameters[weights]), transposeB: true, into: result, rows: rows,
            columns: inputs, inner: outputs)
    }

    /// The gradient of a layer's parameters: `inputsᵀ · delta` for the weights, the sum of delta's rows for the biases.
    func parameterGradients(
        inputs source: UnsafeBufferPointer<Float>, delta: UnsafeBufferPointer<Float>, rows: Int,
        into gradients: UnsafeMutableBufferPointer<Float>
    ) {
        gemm(
            source, transposeA: true, delta, into: UnsafeMutableBufferPointer(rebasing: gradients[weights]),
            rows: inputs, columns: outputs, inner: rows)
        DenseKernels.sumRows(
            delta.baseAddress!, rows: rows, width: outputs, into: gradients.baseAddress! + biases.lowerBound)
    }
}
