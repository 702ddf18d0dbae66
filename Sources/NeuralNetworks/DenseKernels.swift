/// The loops around the matrix products, over plain memory so that they compile to vector code.
enum DenseKernels {
    /// Adds `biases` `[width]` to each row of `values` `[rows × width]`.
    static func addBiases(
        _ values: UnsafeMutablePointer<Float>, rows: Int, width: Int, biases: UnsafePointer<Float>
    ) {
        for row in 0..<rows {
            let start = values + row * width
            for column in 0..<width { start[column] += biases[column] }
        }
    }

    /// As ``addBiases(_:rows:width:biases:)``, then max(0, ·).
    static func addBiasesAndRectify(
        _ values: UnsafeMutablePointer<Float>, rows: Int, width: Int, biases: UnsafePointer<Float>
    ) {
        for row in 0..<rows {
            let start = values + row * width
            for column in 0..<width {
                let sum = start[column] + biases[column]
                start[column] = sum > 0 ? sum : 0
            }
        }
    }

    /// Multiplies `gradient` by ReLU's slope where it was active, `scale` or 0. `activation` is ReLU's output, after
    /// dropout if any: a dropped unit is 0 there and so gets slope 0, as it must.
    static func maskGradient(
        _ gradient: UnsafeMutablePointer<Float>, activation: UnsafePointer<Float>, count: Int, scale: Float
    ) {
        for index in 0..<count {
            let value = gradient[index] * scale
            gradient[index] = activation[index] > 0 ? value : 0
        }
    }

    /// The sum of the rows of `values` `[rows × width]`, into `sums` `[width]`.
    static func sumRows(
        _ values: UnsafePointer<Float>, rows: Int, width: Int, into sums: UnsafeMutablePointer<Float>
    ) {
        for column in 0..<width { sums[column] = 0 }
        for row in 0..<rows {
            let start = values + row * width
            for column in 0..<width { sums[column] += start[column] }
        }
    }

    /// Adds `scale · row` to `sums`, `[count]` each.
    static func addScaled(
        _ row: UnsafePointer<Float>, by scale: Float, to sums: UnsafeMutablePointer<Float>, count: Int
    ) {
        for index in 0..<count { sums[index] += scale * row[index] }
    }
}
