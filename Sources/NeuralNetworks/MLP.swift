import Foundation
import LinearAlgebra

/// A multilayer perceptron: dense layers with ReLU between them, the last one linear.
///
/// All weights and biases live in one flat buffer, layer after layer: the weights `[inputs × outputs]` row-major, then
/// the biases `[outputs]`. A layer computes `x · W + b` for `x` `[batch × inputs]`.
public struct MLP: Sendable, Equatable {
    /// Widths from input to output, for example `[57, 64, 32, 1]`.
    public let layerSizes: [Int]
    /// Weights and biases of every layer.
    public var parameters: [Float] {
        didSet { precondition(parameters.count == oldValue.count, "an MLP's parameters keep their number") }
    }
    let layers: [DenseLayer]

    /// A network with random weights: normal with deviation √(2/inputs) before a ReLU (He et al., ICCV 2015) and
    /// √(1/inputs) in the linear layer; biases 0.
    public init(layerSizes: [Int], seed: UInt64) {
        let layers = DenseLayer.stack(layerSizes)
        var generator = SeededGenerator(seed: seed)
        var parameters = [Float](repeating: 0, count: DenseLayer.parameterCount(of: layers))
        for (number, layer) in layers.enumerated() {
            let gain: Float = number == layers.count - 1 ? 1 : 2
            let deviation = (gain / Float(layer.inputs)).squareRoot()
            for index in layer.weights { parameters[index] = deviation * generator.normal() }
        }
        self.layerSizes = layerSizes
        self.parameters = parameters
        self.layers = layers
    }

    /// A network from its parameters.
    /// - Throws: ``NeuralNetworkError/wrongCount(of:expected:found:)`` when there are too few or too many, and
    ///   ``NeuralNetworkError/notFinite(of:position:)`` for NaN and infinity.
    public init(layerSizes: [Int], parameters: [Float]) throws(NeuralNetworkError) {
        guard layerSizes.count >= 2, layerSizes.allSatisfy({ $0 > 0 }) else {
            throw .badSetting(name: "layerSizes", value: "\(layerSizes)", allowed: "two or more positive widths")
        }
        layers = DenseLayer.stack(layerSizes)
        let count = DenseLayer.parameterCount(of: layers)
        guard parameters.count == count else {
            throw .wrongCount(of: "parameters of \(layerSizes)", expected: count, found: parameters.count)
        }
        if let position = parameters.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(of: "parameters", position: position)
        }
        self.layerSizes = layerSizes
        self.parameters = parameters
    }

    /// Width of an input row.
    public var inputCount: Int { layerSizes[0] }
    /// Width of an output row.
    public var outputCount: Int { layerSizes[layerSizes.count - 1] }
    /// Width of the widest layer after the input.
    var widestLayer: Int { layerSizes.dropFirst().max()! }
}

/// Where one dense layer's parameters lie in the flat buffer.
struct DenseLayer: Sendable, Equatable {
    let inputs: Int
    let outputs: Int
    let weights: Range<Int>
    let biases: Range<Int>

    static func stack(_ sizes: [Int]) -> [DenseLayer] {
        precondition(sizes.count >= 2 && sizes.allSatisfy { $0 > 0 }, "layer sizes \(sizes)")
        var start = 0
        return zip(sizes, sizes.dropFirst()).map { inputs, outputs in
            let weights = start..<start + inputs * outputs
            let biases = weights.upperBound..<weights.upperBound + outputs
            start = biases.upperBound
            return DenseLayer(inputs: inputs, outputs: outputs, weights: weights, biases: biases)
        }
    }

    static func parameterCount(of layers: [DenseLayer]) -> Int { layers.last!.biases.upperBound }
}

extension SeededGenerator {
    /// A draw from the standard normal distribution (Box and Muller, 1958).
    mutating func normal() -> Float {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }
}
