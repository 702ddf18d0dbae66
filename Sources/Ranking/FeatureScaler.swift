import Foundation

/// Brings features to mean 0 and deviation 1, or less where they hardly change, as measured on training rows, and clips
/// them at ±6.
struct FeatureScaler: Sendable, Equatable {
    let mean: [Float]
    let inverseDeviation: [Float]

    static let limit: Float = 6
    // Features are logarithms and shares; one that hardly changes says hardly anything, and must not be blown up until it
    // tells items apart by noise.
    private static let leastDeviation = 0.05

    /// Leaves features as they are.
    static func identity(count: Int) -> FeatureScaler {
        FeatureScaler(mean: .init(repeating: 0, count: count), inverseDeviation: .init(repeating: 1, count: count))
    }

    init(mean: [Float], inverseDeviation: [Float]) {
        self.mean = mean
        self.inverseDeviation = inverseDeviation
    }

    /// Measures `rows`, shape `[n × count]`; a feature that never changes is scaled to 0.
    init(rows: [Float], count: Int) {
        var sums = [Double](repeating: 0, count: count)
        var squares = [Double](repeating: 0, count: count)
        let n = rows.count / max(count, 1)
        for row in 0..<n {
            for column in 0..<count {
                let value = Double(rows[row * count + column])
                sums[column] += value
                squares[column] += value * value
            }
        }
        let means = sums.map { $0 / Double(max(n, 1)) }
        mean = means.map { Float($0) }
        inverseDeviation = zip(squares, means).map { square, mean in
            let variance = square / Double(max(n, 1)) - mean * mean
            return variance > 1e-10 ? Float(1 / max(variance.squareRoot(), Self.leastDeviation)) : 0
        }
    }

    /// Scales rows in place, shape `[n × count]`.
    func apply(_ rows: UnsafeMutableBufferPointer<Float>) {
        let count = mean.count
        mean.withUnsafeBufferPointer { mean in
            inverseDeviation.withUnsafeBufferPointer { scale in
                var base = 0
                while base < rows.count {
                    for column in 0..<count {
                        let value = (rows[base + column] - mean[column]) * scale[column]
                        rows[base + column] = min(max(value, -Self.limit), Self.limit)
                    }
                    base += count
                }
            }
        }
    }

    /// Scales rows in place, shape `[n × count]`, and moves `columns`, which rise, together, shape `[n × columns.count]`.
    func apply(_ rows: UnsafeMutableBufferPointer<Float>, keeping columns: [Int]) {
        let count = mean.count
        mean.withUnsafeBufferPointer { mean in
            inverseDeviation.withUnsafeBufferPointer { scale in
                columns.withUnsafeBufferPointer { columns in
                    var place = 0
                    for base in stride(from: 0, to: rows.count, by: count) {
                        // What is written stands before what is still to be read.
                        for column in columns {
                            let value = (rows[base + column] - mean[column]) * scale[column]
                            rows[place] = min(max(value, -Self.limit), Self.limit)
                            place += 1
                        }
                    }
                }
            }
        }
    }
}
