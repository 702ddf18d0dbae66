import CUnicodeBreaks
import Foundation
import LinearAlgebra
import NeuralNetworks

/// Speed of the network 256-64-32-1 on one thread: training with Adam and binary cross-entropy, and prediction. Prints one
/// JSON object; `Benchmarks/text/mlp.py` runs it beside its peers.
@main
enum Main {
    private static let rows = 65_536
    private static let sizes = [256, 64, 32, 1]

    static func main() throws {
        var generator = SeededGenerator(seed: 0)
        let features = Matrix(
            rows: rows, columns: sizes[0], elements: (0..<rows * sizes[0]).map { _ in generator.uniform() * 2 - 1 })
        let targets = (0..<rows).map { features[$0, 0] + features[$0, 1] > 0 ? Float(1) : 0 }
        let lists = TrainingLists(features: features, targets: targets)
        let mlp = MLP(layerSizes: sizes, seed: 1)
        var figures = [
            "train-1024": try trainingSpeed(mlp, lists, batch: 1024),
            "train-32": try trainingSpeed(mlp, lists, batch: 32),
            "infer-1000": throughput(mlp, features),
        ]
        figures["infer-1-us"] = latency(mlp, features)
        let json = try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys)
        print(String(decoding: json, as: UTF8.self))
    }

    /// Samples a second, all that `fit` does included: checking the data, drawing an order, gathering rows.
    private static func trainingSpeed(_ mlp: MLP, _ lists: TrainingLists, batch: Int) throws -> Double {
        let epochs = batch >= 1024 ? 8 : 3
        let settings = TrainingSettings(
            loss: .binaryCrossEntropy, epochs: epochs, listsPerBatch: batch, learningRate: 1e-3, l2: 0, dropout: 0)
        var best = 0.0
        for _ in 0..<3 {
            let start = cunicode_processor_seconds()
            let (_, log) = try MLPTrainer(settings: settings).fit(mlp, to: lists)
            let seconds = cunicode_processor_seconds() - start
            precondition(log.trainingLosses[epochs - 1] < log.trainingLosses[0], "it learned nothing")
            best = max(best, Double(epochs * rows) / seconds)
        }
        return best
    }

    /// Rows a second in batches of 1000.
    private static func throughput(_ mlp: MLP, _ features: Matrix) -> Double {
        var workspace = MLPWorkspace()
        var outputs = [Float](repeating: 0, count: 1000)
        var best = 0.0
        for _ in 0..<7 {
            let start = cunicode_processor_seconds()
            for _ in 0..<1000 {
                features.elements.withUnsafeBufferPointer { inputs in
                    outputs.withUnsafeMutableBufferPointer {
                        mlp.predict(inputs, rows: 1000, into: $0, workspace: &workspace)
                    }
                }
            }
            best = max(best, 1e6 / (cunicode_processor_seconds() - start))
        }
        return best
    }

    /// Microseconds for one row, the median.
    private static func latency(_ mlp: MLP, _ features: Matrix) -> Double {
        var workspace = MLPWorkspace()
        var output: [Float] = [0]
        var times: [Double] = []
        let clock = ContinuousClock()
        for row in 0..<20_000 {
            let start = clock.now
            features.elements.withUnsafeBufferPointer { inputs in
                output.withUnsafeMutableBufferPointer {
                    mlp.predict(
                        UnsafeBufferPointer(rebasing: inputs[row * 256..<row * 256 + 256]), rows: 1, into: $0,
                        workspace: &workspace)
                }
            }
            times.append(Double((clock.now - start).components.attoseconds) * 1e-12)
        }
        return times.sorted()[times.count / 2]
    }
}
