import Foundation

/// Temperature scaling (Guo et al., ICML 2017): dividing all logits by one number that makes held-out probabilities fit.
enum Temperature {
    /// The temperature that makes the mean −ln softmax(logits/T)(label) of the rows smallest, and that mean in nats.
    /// T stays between 1/20 and 20. In 1/T the loss is convex, so Newton's method finds it.
    static func fit(_ logits: [[Float]], labels: [Int32]) -> (temperature: Float, loss: Double) {
        guard !logits.isEmpty else { return (1, 0) }
        var (low, high) = (0.05, 20.0)
        var inverse = 1.0
        for _ in 0..<30 {
            let (slope, curvature) = derivatives(logits, labels: labels, inverse: inverse)
            if slope > 0 { high = inverse } else { low = inverse }
            var next = curvature > 0 ? inverse - slope / curvature : (low + high) / 2
            if !(next > low && next < high) { next = (low + high) / 2 }
            let isDone = abs(next - inverse) < 1e-6 * inverse
            inverse = next
            if isDone { break }
        }
        let temperature = Float(1 / inverse)
        let total = zip(logits, labels).reduce(0) { $0 + loss($1.0, label: Int($1.1), temperature: temperature) }
        return (temperature, total / Double(logits.count))
    }

    /// softmax(logits / temperature).
    static func probabilities(_ logits: [Float], temperature: Float) -> [Float] {
        guard let highest = logits.max() else { return [] }
        let exponentials = logits.map { exp(($0 - highest) / temperature) }
        let sum = exponentials.reduce(0, +)
        return exponentials.map { $0 / sum }
    }

    private static func loss(_ logits: [Float], label: Int, temperature: Float) -> Double {
        let highest = logits.max()!
        let sum = logits.reduce(Float(0)) { $0 + exp(($1 - highest) / temperature) }
        return Double(log(sum) - (logits[label] - highest) / temperature)
    }

    // First and second derivative of the summed loss by 1/T: Σ (E[z] − z_label) and Σ Var[z].
    private static func derivatives(
        _ logits: [[Float]], labels: [Int32], inverse: Double
    ) -> (slope: Double, curvature: Double) {
        var slope = 0.0
        var curvature = 0.0
        for (row, label) in zip(logits, labels) {
            let highest = row.max()!
            var (sum, first, second) = (0.0, 0.0, 0.0)
            for logit in row {
                let distance = Double(logit - highest)
                let weight = exp(distance * inverse)
                sum += weight
                first += weight * distance
                second += weight * distance * distance
            }
            let mean = first / sum
            slope += mean - Double(row[Int(label)] - highest)
            curvature += second / sum - mean * mean
        }
        return (slope, curvature)
    }
}

/// How far probabilities are from the shares they promise.
enum CalibrationError {
    /// Expected calibration error of the most probable labels in [0, 1], over 15 bins of equally many rows.
    static func expected(_ probabilities: [[Float]], labels: [Int32], bins: Int = 15) -> Double {
        let rows = zip(probabilities, labels).map { row, label in
            let best = row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
            return (confidence: row[best], isRight: best == Int(label))
        }.sorted { $0.confidence < $1.confidence }
        guard !rows.isEmpty else { return 0 }
        var error = 0.0
        for bin in 0..<bins {
            let part = rows[bin * rows.count / bins..<(bin + 1) * rows.count / bins]
            error += abs(part.reduce(0) { $0 + Double($1.confidence) - ($1.isRight ? 1 : 0) })
        }
        return error / Double(rows.count)
    }
}
