public import LinearAlgebra

/// Fits an ``MLP`` so that little can be told of any one person from its weights: DP-SGD (Abadi et al., "Deep Learning with
/// Differential Privacy", CCS 2016).
///
/// In each step every person is drawn by chance, with one of their rows; the gradient of the row is shortened to a length;
/// the sum of the gradients gets noise. How long a row's gradient is follows from what goes into and comes out of the layers,
/// without writing it down (Goodfellow, 2015). What is kept is the mean of the weights in the second half of the steps, which
/// evens some of the noise out and gives nothing more away.
public struct PrivateTrainer: Sendable {
    /// How it goes about it.
    public let settings: PrivateTrainingSettings

    /// A trainer with these settings.
    public init(settings: PrivateTrainingSettings) { self.settings = settings }

    /// `mlp` after training.
    /// - Parameters:
    ///   - mlp: where it starts; its weights must not come from the people.
    ///   - features: `[rows × inputs]`.
    ///   - targets: `[rows × outputs]`.
    ///   - people: the rows of each person; nobody's may be empty.
    ///   - noise: the chance of draws and noise. Whoever knows it can take the noise off again.
    /// - Throws: ``NeuralNetworkError`` for shapes that do not fit, values that are not finite, settings out of range, or
    ///   nobody to learn from.
    public func fit(
        _ mlp: MLP, features: Matrix, targets: [Float], people: [Range<Int>],
        noise: inout GaussianNoise<some RandomNumberGenerator>
    ) throws(NeuralNetworkError) -> MLP {
        try settings.validate()
        let lists = TrainingLists(features: features, targets: targets)
        try lists.validate(for: mlp, loss: settings.loss)
        guard !people.isEmpty else { throw .nothingToLearn(loss: settings.loss) }
        var mlp = mlp
        var adam = Adam(count: mlp.parameters.count)
        var gradient = [Float](repeating: 0, count: mlp.parameters.count)
        var sums = [Double](repeating: 0, count: mlp.parameters.count)
        let batch = ClippedBatch(mlp: mlp, settings: settings)
        let deviation = settings.noiseMultiplier * Double(settings.clip)
        // The number that is expected, as the number that was drawn would tell something.
        let scale = 1 / (settings.samplingRate * Double(people.count))
        let kept = settings.steps / 2
        for step in 0..<settings.steps {
            let rows = noise.chosen(of: people.count, rate: settings.samplingRate).map { person in
                people[person].lowerBound + noise.below(people[person].count)
            }
            batch.sumGradients(of: rows, lists, mlp.parameters, into: &gradient)
            for place in gradient.indices {
                gradient[place] = Float((Double(gradient[place]) + deviation * noise.normal()) * scale)
            }
            for layer in mlp.layers {
                for place in layer.weights { gradient[place] += settings.l2 * mlp.parameters[place] }
            }
            mlp.parameters.withUnsafeMutableBufferPointer { parameters in
                gradient.withUnsafeBufferPointer { gradient in
                    adam.step(parameters, gradient: gradient, learningRate: settings.learningRate)
                }
            }
            if step >= kept { for place in sums.indices { sums[place] += Double(mlp.parameters[place]) } }
        }
        mlp.parameters = sums.map { Float($0 / Double(settings.steps - kept)) }
        return mlp
    }
}
