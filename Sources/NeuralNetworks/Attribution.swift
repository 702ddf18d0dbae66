import LinearAlgebra

/// Which inputs a network's output is due to.
public enum Attribution {
    /// Shares of a change in output, by input.
    public struct Shares: Sendable, Equatable {
        /// What each input adds to the output, `[inputs]`; they sum to `output − baselineOutput`.
        public let weights: [Float]
        /// The first output for the baseline.
        public let baselineOutput: Float
        /// The first output for the input.
        public let output: Float

        /// Shares from their parts.
        public init(weights: [Float], baselineOutput: Float, output: Float) {
            self.weights = weights
            self.baselineOutput = baselineOutput
            self.output = output
        }
    }

    // A product of random weights has corners at no more than a few hundred places; this bounds the worst case.
    private static let mostBreakpoints = 4096

    /// Integrated gradients (Sundararajan, Taly and Yan, ICML 2017) of the network's first output, along the straight
    /// path from `baseline` to `input`, `[inputs]` each.
    ///
    /// With ReLU, the output is linear between corners, so the path is cut at each unit's corner, where one gradient a
    /// piece gives the integral itself instead of a sum that only comes near it. What rounding leaves is shared out in
    /// proportion, so the weights sum to the difference of the outputs within a few units in the last place.
    /// - Complexity: one pass forward and one backward for each corner on the path.
    public static func integratedGradients(_ mlp: MLP, input: [Float], baseline: [Float]) -> Shares {
        precondition(input.count == mlp.inputCount && baseline.count == mlp.inputCount)
        let difference = zip(input, baseline).map { $0 - $1 }
        let breakpoints = breakpoints(of: mlp, from: baseline, along: difference)
        let pieces = zip(breakpoints, breakpoints.dropFirst())
        let middles = points(pieces.map { ($0 + $1) / 2 }, from: baseline, along: difference)
        let gradients = mlp.inputGradients(middles)
        var sums = [Double](repeating: 0, count: input.count)
        for (row, piece) in pieces.enumerated() {
            for column in 0..<input.count {
                sums[column] += (piece.1 - piece.0) * Double(gradients[row, column] * difference[column])
            }
        }
        let outputs = mlp.predict(points([0, 1], from: baseline, along: difference))
        let (first, last) = (outputs[0], outputs[mlp.outputCount])
        let error = Double(last - first) - sums.reduce(0, +)
        let magnitude = sums.reduce(0) { $0 + abs($1) }
        let weights = sums.map { magnitude > 0 ? Float($0 + error * abs($0) / magnitude) : 0 }
        return Shares(weights: weights, baselineOutput: first, output: last)
    }

    // Where on [0, 1] a hidden unit's input passes through 0, rising, from 0 to 1. Between two corners of the layers
    // below, a unit's input is linear, so its sign at both ends tells of every corner.
    private static func breakpoints(of mlp: MLP, from baseline: [Float], along difference: [Float]) -> [Double] {
        var corners = [0.0, 1.0]
        for number in 0..<mlp.layers.count - 1 {
            let width = mlp.layers[number].outputs
            let values = mlp.preactivations(of: number, for: points(corners, from: baseline, along: difference))
            var found: [Double] = []
            for piece in 0..<corners.count - 1 {
                for unit in 0..<width {
                    let (left, right) = (Double(values[piece, unit]), Double(values[piece + 1, unit]))
                    guard left * right < 0 else { continue }
                    found.append(corners[piece] + (corners[piece + 1] - corners[piece]) * left / (left - right))
                }
            }
            guard corners.count + found.count <= mostBreakpoints else { break }
            corners = (corners + found).sorted()
        }
        return corners
    }

    private static func points(_ places: [Double], from baseline: [Float], along difference: [Float]) -> Matrix {
        var matrix = Matrix(rows: places.count, columns: baseline.count)
        for (row, place) in places.enumerated() {
            for column in 0..<baseline.count {
                matrix[row, column] = baseline[column] + Float(place) * difference[column]
            }
        }
        return matrix
    }
}

extension MLP {
    /// What goes into the ReLU of layer `number`: `[batch × inputCount]` → `[batch × outputs of the layer]`.
    func preactivations(of number: Int, for inputs: Matrix) -> Matrix {
        var source = inputs
        for (index, layer) in layers[...number].enumerated() {
            var target = Matrix(rows: source.rows, columns: layer.outputs)
            parameters.withUnsafeBufferPointer { parameters in
                source.elements.withUnsafeBufferPointer { source in
                    target.elements.withUnsafeMutableBufferPointer {
                        layer.forward(
                            source, rows: inputs.rows, parameters: parameters, rectified: index < number, into: $0)
                    }
                }
            }
            source = target
        }
        return source
    }
}
