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

    /// Integrated gradients of the network's first output, along the straight path from `baseline` to `input`, `[inputs]`
    /// each. Where several inputs are asked about, ``IntegratedGradients`` prepares the network once.
    public static func integratedGradients(_ mlp: MLP, input: [Float], baseline: [Float]) -> Shares {
        IntegratedGradients(of: mlp, from: baseline).shares(of: input)
    }
}

/// Integrated gradients (Sundararajan, Taly and Yan, ICML 2017) of a network's first output, exact, for any number of
/// inputs against one baseline.
///
/// With ReLU, the output is linear between corners, so the path is walked from corner to corner, and one gradient a piece
/// gives the integral itself instead of a sum that only comes near it (``PathWalk``). What rounding leaves is shared out
/// in proportion, so the weights sum to the difference of the outputs within a few units in the last place.
public struct IntegratedGradients: Sendable {
    // Networks that add up to the one asked about: the walks of small ones are shorter by more than their number.
    private let parts: [(network: MLP, start: PathStart)]
    private let baseline: [Float]
    /// The network's first output for the baseline.
    public let baselineOutput: Float

    /// Prepares `mlp` for paths from `baseline`, `[inputs]`.
    public init(of mlp: MLP, from baseline: [Float]) {
        precondition(baseline.count == mlp.inputCount, "\(baseline.count) values for \(mlp.inputCount) inputs")
        self.baseline = baseline
        parts = mlp.summands().map { ($0, PathStart($0, baseline: baseline)) }
        baselineOutput = parts.reduce(0) { $0 + $1.start.output }
    }

    /// What each of `input`'s values, `[inputs]`, adds to the output.
    /// - Complexity: two products with the first layer's weights, and for each corner on the path one row or column of
    ///   the weights of the layers beside it.
    public func shares(of input: [Float]) -> Attribution.Shares {
        precondition(input.count == baseline.count, "\(input.count) values for \(baseline.count) inputs")
        let difference = zip(input, baseline).map { $0 - $1 }
        var gradients = [Float](repeating: 0, count: input.count)
        var output: Float = 0
        for part in parts {
            let walk = PathWalk(part.network, from: part.start, along: difference)
            output += walk.run(addingTo: &gradients)
        }
        let weights = zip(gradients, difference).map { Double($0 * $1) }
        let error = Double(output - baselineOutput) - weights.reduce(0, +)
        let magnitude = weights.reduce(0) { $0 + abs($1) }
        return Attribution.Shares(
            weights: weights.map { magnitude > 0 ? Float($0 + error * abs($0) / magnitude) : 0 },
            baselineOutput: baselineOutput, output: output)
    }
}
