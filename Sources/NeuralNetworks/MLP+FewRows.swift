public import LinearAlgebra

extension MLP {
    /// As ``predict(_:)``, in plain loops: for a few rows through a small network, where the matrix library takes longer to make
    /// itself ready (some 20 ms, once a process) than the work does.
    public func predictFew(_ inputs: Matrix) -> [Float] {
        precondition(inputs.columns == inputCount, "\(inputs.columns) columns for a network with \(inputCount) inputs")
        var source = inputs.elements
        for (number, layer) in layers.enumerated() {
            var target = [Float](repeating: 0, count: inputs.rows * layer.outputs)
            parameters.withUnsafeBufferPointer { parameters in
                target.withUnsafeMutableBufferPointer { target in
                    layer.forwardDirectly(
                        source, rows: inputs.rows, parameters: parameters, rectified: number < layers.count - 1,
                        into: target)
                }
            }
            source = target
        }
        return source
    }
}

extension DenseLayer {
    /// `inputs · W + b` of each row, and max(0, ·) of it when `rectified`, into zeros.
    fileprivate func forwardDirectly(
        _ source: [Float], rows: Int, parameters: UnsafeBufferPointer<Float>, rectified: Bool,
        into target: UnsafeMutableBufferPointer<Float>
    ) {
        guard rows > 0 else { return }
        let weights = parameters.baseAddress! + self.weights.lowerBound
        let biases = parameters.baseAddress! + self.biases.lowerBound
        for row in 0..<rows {
            let sums = target.baseAddress! + row * outputs
            for input in 0..<inputs where source[row * inputs + input] != 0 {
                DenseKernels.addScaled(
                    weights + input * outputs, by: source[row * inputs + input], to: sums, count: outputs)
            }
        }
        if rectified {
            DenseKernels.addBiasesAndRectify(target.baseAddress!, rows: rows, width: outputs, biases: biases)
        } else {
            DenseKernels.addBiases(target.baseAddress!, rows: rows, width: outputs, biases: biases)
        }
    }
}
