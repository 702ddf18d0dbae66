/// The Adam optimiser with bias correction (Kingma and Ba, ICLR 2015).
struct Adam {
    private static let beta1: Float = 0.9
    private static let beta2: Float = 0.999
    private static let epsilon: Float = 1e-8
    // A mean below this is as good as zero; left alone, it would shrink into subnormal numbers, which are slow.
    private static let smallestMean: Float = 1e-30

    private var means: [Float]
    private var squares: [Float]
    private var beta1Power = 1.0
    private var beta2Power = 1.0

    init(count: Int) {
        means = [Float](repeating: 0, count: count)
        squares = [Float](repeating: 0, count: count)
    }

    /// One step downhill, `[count]` each.
    mutating func step(
        _ parameters: UnsafeMutableBufferPointer<Float>, gradient: UnsafeBufferPointer<Float>, learningRate: Float
    ) {
        precondition(parameters.count == means.count && gradient.count == means.count)
        beta1Power *= Double(Self.beta1)
        beta2Power *= Double(Self.beta2)
        let rate = learningRate / Float(1 - beta1Power)
        let squareScale = Float((1 / (1 - beta2Power)).squareRoot())
        let count = means.count
        means.withUnsafeMutableBufferPointer { means in
            squares.withUnsafeMutableBufferPointer { squares in
                Self.update(
                    parameters.baseAddress!, means.baseAddress!, squares.baseAddress!, gradient.baseAddress!, count,
                    rate: rate, squareScale: squareScale)
            }
        }
    }

    private static func update(
        _ parameters: UnsafeMutablePointer<Float>, _ means: UnsafeMutablePointer<Float>,
        _ squares: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, _ count: Int, rate: Float,
        squareScale: Float
    ) {
        for index in 0..<count {
            let slope = gradient[index]
            let mean = beta1 * means[index] + (1 - beta1) * slope
            let square = beta2 * squares[index] + (1 - beta2) * slope * slope
            means[index] = abs(mean) < smallestMean ? 0 : mean
            squares[index] = square
            parameters[index] -= rate * mean / (square.squareRoot() * squareScale + epsilon)
        }
    }
}
