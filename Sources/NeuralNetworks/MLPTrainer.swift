import LinearAlgebra

/// Fits an ``MLP`` by backpropagation and Adam over mini-batches of lists.
///
/// A batch is cut into a fixed number of shards whose gradients are summed in their order, so the result has the same
/// bits for any number of threads.
public struct MLPTrainer: Sendable {
    /// How it goes about it.
    public let settings: TrainingSettings

    /// A trainer with these settings.
    public init(settings: TrainingSettings) { self.settings = settings }

    /// `mlp` after training on `train`: with the weights of the epoch that is best on `validation`, or those of the
    /// last epoch without one. Lists without a target teach ``Loss/listwiseSoftmax`` nothing and are passed over.
    /// - Throws: ``NeuralNetworkError`` for shapes that do not fit, values that are not finite, settings out of range,
    ///   or nothing to learn from.
    public func fit(
        _ mlp: MLP, to train: TrainingLists, validation: TrainingLists? = nil
    ) throws(NeuralNetworkError) -> (mlp: MLP, log: TrainingLog) {
        try settings.validate()
        try train.validate(for: mlp, loss: settings.loss)
        try validation?.validate(for: mlp, loss: settings.loss)
        let source = TrainingSource(train, mlp: mlp, settings: settings, sampled: true)
        guard !source.usable.isEmpty else { throw .nothingToLearn(loss: settings.loss) }
        let evaluator = validation.flatMap { ValidationLoss($0, mlp: mlp, settings: settings) }
        return run(mlp, source: source, evaluator: evaluator)
    }

    private func run(
        _ mlp: MLP, source: TrainingSource, evaluator: ValidationLoss?
    ) -> (mlp: MLP, log: TrainingLog) {
        var mlp = mlp
        var best = mlp
        var log = TrainingLog()
        var epochRun = EpochRun(mlp: mlp, source: source, settings: settings)
        for epoch in 0..<settings.epochs {
            log.trainingLosses.append(epochRun.run(epoch, parameters: &mlp.parameters))
            guard let evaluator else { continue }
            let loss = evaluator.evaluate(mlp)
            if log.validationLosses.isEmpty || loss < log.validationLosses[log.bestEpoch] {
                best = mlp
                log.bestEpoch = epoch
            }
            log.validationLosses.append(loss)
            if let patience = settings.patience, epoch - log.bestEpoch >= patience { break }
        }
        guard evaluator == nil else { return (best, log) }
        log.bestEpoch = settings.epochs - 1
        return (mlp, log)
    }
}
